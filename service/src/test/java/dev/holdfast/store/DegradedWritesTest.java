package dev.holdfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.memory.InMemorySessionStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole contract with the durable records away, and what happens when they are back. */
class DegradedWritesTest implements SessionStoreContract {
  private final SteerableClock clock = new SteerableClock();
  private final RecordsInMemory records = new RecordsInMemory();
  private final NotesInMemory notes = new NotesInMemory();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger passes = new AtomicInteger();
  private final SessionStore cache =
      new InMemorySessionStore(1 << 24, Duration.ofMinutes(5), clock);
  private final StoreKey key = Samples.freshKey();
  private DegradedWrites outage;
  private SessionStore store;

  @BeforeEach
  void begin() {
    begin(Backlog.CAPACITY);
    records.setSilent(true);
  }

  private void begin(int capacity) {
    outage = DegradedWrites.start(cache, notes, records, passes::incrementAndGet, meters, capacity);
    store = new WriteThroughSessionStore(cache, records, outage);
  }

  @AfterEach
  void close() {
    outage.close();
  }

  @Override
  public SessionStore store() {
    return store;
  }

  @Override
  public SteerableClock clock() {
    return clock;
  }

  @Override
  public Durability durability() {
    return Durability.CACHE;
  }

  private Session saved(Session base, String payload) {
    Session next = Samples.after(key, base, payload);
    applied(store.write(key, Samples.replace(base, next)));
    return next;
  }

  private void awaitRow(Session expected) {
    Await.until("it is committed", () -> expected.equals(records.row(key)));
  }

  @Test
  void lastStateIsCommittedWhenTheDatabaseIsBack() {
    Session second = saved(created(key), "second");
    assertEquals(1, outage.backlog());

    records.setSilent(false);

    awaitRow(second);
    Await.until("nothing waits", () -> outage.backlog() == 0);
    assertEquals(Durability.DATABASE, durabilityOf(second, "third"));
  }

  private Durability durabilityOf(Session base, String payload) {
    Session next = Samples.after(key, base, payload);
    return applied(store.write(key, Samples.replace(base, next))).durability();
  }

  @Test
  void endIsCommittedWhenTheDatabaseIsBack() {
    records.setSilent(false);
    Session first = created(key);
    records.setSilent(true);
    Session tombstone = Samples.ended(key, first);
    applied(store.write(key, Samples.replace(first, tombstone)));

    records.setSilent(false);

    awaitRow(tombstone);
    assertEquals(new Lookup.Ended(tombstone), store.find(key));
  }

  @Test
  void laterRowWinsAndIsBroughtToTheCacheWhenAnotherReplicaHasCommitted() {
    Session second = saved(created(key), "second");
    Session third = Samples.after(key, second, "third");
    records.put(key, third); // it was committed there, and its writer died

    records.setSilent(false);

    Await.until("nothing waits", () -> outage.backlog() == 0);
    Await.until("the cache has it", () -> cache.find(key).equals(new Lookup.Found(third)));
    assertEquals(third, records.row(key));
  }

  @Test
  void cacheWinsWhenARowOfTheSameCounterWasNeverAcknowledged() {
    records.setSilent(false);
    Session first = created(key);
    records.setSilent(true);
    Session acknowledged = saved(first, "acknowledged");
    records.put(key, Samples.after(key, first, "unknown"));

    records.setSilent(false);

    awaitRow(acknowledged);
    assertEquals(new Lookup.Found(acknowledged), store.find(key));
  }

  @Test
  void nextWriteRaisesARowThatLagsBehind() {
    outage.close(); // it dies with its backlog
    records.setSilent(false);
    Session first = created(key);
    records.setSilent(true);
    Session third = saved(saved(first, "second"), "third");
    records.setSilent(false);
    SessionStore other = new WriteThroughSessionStore(cache, records);
    Session fourth = Samples.after(key, third, "fourth");

    var written = applied(other.write(key, Samples.replace(third, fourth)));

    assertEquals(Durability.DATABASE, written.durability());
    assertEquals(fourth, records.row(key));
    assertEquals(new Lookup.Found(fourth), other.find(key));
  }

  @Test
  void writerWhoCommittedIsToldOfTheOneWhoWroteToTheCacheMeanwhile() {
    records.setSilent(false);
    Session first = created(key);
    Session degraded = Samples.after(key, first, "degraded");
    SessionStore overtaken =
        new ForwardingSessionStore(cache) {
          @Override
          public WriteOutcome write(StoreKey at, SessionWrite write) {
            cache.write(key, Samples.replace(first, degraded)); // whose replica sees no database
            return super.write(at, write);
          }
        };
    SessionStore other = new WriteThroughSessionStore(overtaken, records);
    Session late = Samples.after(key, first, "late");

    var outcome = refused(other.write(key, Samples.replace(first, late)));

    assertEquals(new Lookup.Found(degraded), outcome.current());
    assertEquals(degraded, records.row(key));
    assertEquals(new Lookup.Found(degraded), other.find(key));
  }

  @Test
  void commitWithoutAnAnswerStaysUnknown() {
    records.setSilent(false);
    Session first = created(key);
    records.setLosesAnswers(true);
    SessionWrite save = Samples.replace(first, Samples.after(key, first, "second"));

    assertThrows(OutcomeUnknownException.class, () -> store.write(key, save));

    assertEquals(new Lookup.Found(first), cache.find(key));
    records.setLosesAnswers(false);
    records.setSilent(true);
    applied(store.write(key, save));
  }

  @Test
  void absenceIsUnknownWhenTheCacheMayHaveForgotten() {
    notes.setWhole(false);
    Session first = Samples.first(key, clock, "first");
    SessionWrite save = Samples.replace(first, Samples.after(key, first, "second"));

    assertThrows(StoreUnavailableException.class, () -> store.find(key));
    assertThrows(StoreUnavailableException.class, () -> store.write(key, save));
  }

  @Test
  void knownSessionsGoOnWhenTheCacheMayHaveForgottenOthers() {
    Session first = created(key);
    notes.setWhole(false);

    Session second = saved(first, "second");

    assertEquals(new Lookup.Found(second), store.find(key));
  }

  @Test
  void passIsRunAndWritesAreTakenAllTheSameWhenTheBacklogIsFull() {
    outage.close();
    begin(1);
    created(key);
    StoreKey other = Samples.freshKey();
    created(other);
    assertTrue(outage.isFull());
    assertEquals(1, outage.backlog());

    records.setSilent(false);

    Await.until("the pass was run", () -> passes.get() > 0);
    Await.until("all is found", () -> !outage.isFull());
    Await.until("the debt is settled", () -> notes.debt().isEmpty());
  }

  @Test
  void passIsRunForTheDebtOfAReplicaThatDied() {
    created(key);
    outage.close(); // with its backlog
    begin(Backlog.CAPACITY);

    records.setSilent(false);

    Await.until("the pass was run", () -> passes.get() == 1);
    Await.until("the debt is settled", () -> notes.debt().isEmpty());
  }

  @Test
  void toStringTellsThePolicy() {
    assertTrue(store.toString().endsWith("outage: degrade"), store::toString);
    assertTrue(new WriteThroughSessionStore(cache, records).toString().endsWith("outage: reject"));
  }

  @Test
  void backlogAndItsRoomArePublished() {
    created(key);

    assertEquals(1, meters.get("holdfast.database.backlog").gauge().value());
    assertEquals(
        Backlog.CAPACITY, meters.get("holdfast.database.backlog.capacity").gauge().value());
    assertEquals(0, meters.get("holdfast.database.backlog.full").gauge().value());
  }
}
