package dev.holdfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.memory.InMemorySessionStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteThroughSessionStoreTest implements SessionStoreContract {
  private final SteerableClock clock = new SteerableClock();
  private final RecordsInMemory records = new RecordsInMemory();
  private final FailingCache cache = new FailingCache(emptyCache());
  private final SessionStore store = new WriteThroughSessionStore(cache, records);
  private final StoreKey key = Samples.freshKey();

  /** A cache that can be told to fall silent, to know nothing, or to be unsure. */
  private static final class FailingCache extends ForwardingSessionStore {
    private boolean silent;
    private boolean unsure;
    private boolean full;
    private SessionVersion lost;

    FailingCache(SessionStore delegate) {
      super(delegate);
    }

    @Override
    public Lookup find(StoreKey key) {
      requireAnswer();
      if (lost != null) {
        return new Lookup.Lost(lost);
      }
      return unsure ? new Lookup.Unverified(null) : super.find(key);
    }

    @Override
    public WriteOutcome write(StoreKey key, SessionWrite write) {
      requireAnswer();
      if (full) {
        throw new StoreUnavailableException("the cache takes nothing");
      }
      return super.write(key, write);
    }

    private void requireAnswer() {
      if (silent) {
        throw new StoreUnavailableException("the cache is silent");
      }
    }
  }

  private InMemorySessionStore emptyCache() {
    return new InMemorySessionStore(1 << 24, Duration.ofMinutes(5), clock);
  }

  /** Returns a store upon the same records whose cache knows nothing. */
  private SessionStore restarted() {
    return new WriteThroughSessionStore(emptyCache(), records);
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
    return Durability.DATABASE;
  }

  @Test
  void readIsAnsweredByTheCacheWhenItKnows() {
    Session first = created(key);

    assertEquals(new Lookup.Found(first), store.find(key));
    assertEquals(0, records.reads());
  }

  @Test
  void sessionsOutliveTheCache() {
    Session first = created(key);
    SessionStore cold = restarted();

    assertEquals(new Lookup.Found(first), cold.find(key));
    assertEquals(new Lookup.Found(first), cold.find(key));
    assertEquals(1, records.reads());
  }

  @Test
  void acquireBringsTheRecordBackWhenTheCacheForgotIt() {
    Session first = created(key);

    Acquisition taken = restarted().acquire(key, Samples.lease(Samples.freshOwner(), clock));

    assertEquals(new Acquisition.Acquired(new Lookup.Found(first)), taken);
  }

  @Test
  void endedStaysEndedWhenTheCacheForgotIt() {
    Session first = created(key);
    Session tombstone = Samples.ended(key, first);
    applied(store.write(key, Samples.replace(first, tombstone)));
    SessionStore cold = restarted();

    var late = cold.write(key, Samples.replace(first, Samples.after(key, first, "late")));

    assertEquals(new Lookup.Ended(tombstone), refused(late).current());
    assertEquals(new Lookup.Ended(tombstone), cold.find(key));
  }

  @Test
  void absenceIsUnknownWhenTheDatabaseIsSilent() {
    records.setSilent(true);

    assertThrows(StoreUnavailableException.class, () -> store.find(key));
  }

  @Test
  void whatTheCacheLostIsUnknownWhenTheDatabaseIsSilent() {
    cache.lost = created(key).version();
    records.setSilent(true);

    assertThrows(StoreUnavailableException.class, () -> store.find(key));
  }

  @Test
  void knownSessionsAreReadWhenTheDatabaseIsSilent() {
    Session first = created(key);
    records.setSilent(true);

    assertEquals(new Lookup.Found(first), store.find(key));
  }

  @Test
  void writeIsNotAppliedWhenTheDatabaseIsSilent() {
    Session first = created(key);
    records.setSilent(true);
    SessionWrite save = Samples.replace(first, Samples.after(key, first, "second"));

    assertThrows(StoreUnavailableException.class, () -> store.write(key, save));
    records.setSilent(false);

    assertEquals(new Lookup.Found(first), store.find(key));
  }

  @Test
  void writeIsUnknownUntilTheCacheHasItToo() {
    Session first = created(key);
    Session second = Samples.after(key, first, "second");
    cache.silent = true;

    assertThrows(
        OutcomeUnknownException.class, () -> store.write(key, Samples.replace(first, second)));
    cache.silent = false;

    applied(store.write(key, Samples.replace(first, second)));
    assertEquals(new Lookup.Found(second), store.find(key));
  }

  @Test
  void lateWriterIsToldAndTheCacheMendedWhenItWasBehind() {
    Session first = created(key);
    Session second = Samples.after(key, first, "second");
    records.write(
        key, first.version(), second); // whoever committed it died before the cache had it

    var late = store.write(key, Samples.replace(first, Samples.after(key, first, "late")));

    assertEquals(new Lookup.Found(second), refused(late).current());
    assertEquals(new Lookup.Found(second), store.find(key));
  }

  @Test
  void anotherReplicaSettlesAWriteWhoseReplicaDiedBeforeTheCacheHadIt() {
    Session first = created(key);
    Session second = Samples.after(key, first, "second");
    records.write(key, first.version(), second);
    SessionStore other = new WriteThroughSessionStore(cache, records);
    assertEquals(new Lookup.Found(first), other.find(key), "nobody knows of the second yet");

    applied(other.write(key, Samples.replace(first, second)));

    assertEquals(new Lookup.Found(second), store.find(key));
    assertEquals(second, records.row(key));
  }

  @Test
  void committedStateIsReadWhenItsReplicaAndThenTheCacheDied() {
    Session first = created(key);
    Session second = Samples.after(key, first, "second");
    records.write(key, first.version(), second);

    assertEquals(new Lookup.Found(second), restarted().find(key));
  }

  @Test
  void repeatingAWriteWhoseAnswerWasLostSettlesIt() {
    Session first = Samples.first(key, clock, "first");
    records.setLosesAnswers(true);
    assertThrows(OutcomeUnknownException.class, () -> store.write(key, Samples.create(first)));
    records.setLosesAnswers(false);

    applied(store.write(key, Samples.create(first)));

    assertEquals(new Lookup.Found(first), store.find(key));
  }

  @Test
  void whatTheCacheCannotProveIsReadFromTheDatabaseAndBroughtBackFirst() {
    Session first = created(key);
    cache.unsure = true;

    assertInstanceOf(Lookup.Found.class, store.find(key));
    records.setSilent(true);
    assertInstanceOf(Lookup.Unverified.class, store.find(key));
    assertEquals(first, records.row(key));
  }

  @Test
  void whatTheCacheDoesNotTakeBackIsNotAnswered() {
    created(key);
    cache.unsure = true;
    cache.full = true;

    assertInstanceOf(Lookup.Unverified.class, store.find(key));
  }

  @Test
  void sessionFromBeforeTheDatabaseIsTakenOverWhenItIsSaved() {
    Session first = Samples.first(key, clock, "first");
    applied(cache.write(key, Samples.create(first)));
    Session second = Samples.after(key, first, "second");

    assertEquals(new Lookup.Found(first), store.find(key));
    applied(store.write(key, Samples.replace(first, second)));

    assertEquals(second, records.row(key));
  }

  @Test
  void slideReachesTheDatabase() {
    Session first = created(key);
    clock.advance(Duration.ofMinutes(5));
    Session slid = first.withTimes(first.times().slidTo(clock.instant()));

    store.slide(key, slid);

    assertEquals(slid, records.row(key));
  }
}
