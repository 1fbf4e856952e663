package dev.holdfast.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.UserKey;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.Crowd;
import dev.holdfast.store.RecordContract;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import dev.holdfast.store.memory.InMemorySessionStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresRecordsTest implements RecordContract {
  private static PostgresSettings settings;
  private static Table table;

  private final SteerableClock clock = new SteerableClock();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private PostgresRecords records;
  private SessionStore store;

  @BeforeAll
  static void makeDatabase() throws SQLException {
    settings = PostgresServer.shared().freshSettings();
    PostgresRecords.start(settings, new SteerableClock(), new SimpleMeterRegistry()).close();
    table = Table.of(settings);
  }

  @AfterAll
  static void leaveDatabase() throws SQLException {
    table.close();
  }

  @BeforeEach
  void start() {
    records = PostgresRecords.start(settings, clock, meters);
    store = new DatabaseOnly(records, new InMemorySessionStore(1_000_000, Duration.ZERO, clock));
  }

  @AfterEach
  void stop() {
    records.close();
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
  void readsAreCountedWhateverTheyFind() {
    StoreKey key = Samples.freshKey();
    records.find(key);
    records.write(key, null, Samples.first(key, clock, "first"));

    records.find(key);

    assertEquals(2, count("holdfast.database.reads"));
  }

  @Test
  void writesShareCommitsWhenManyComeAtOnce() {
    List<Session> saves = IntStream.range(0, 64).mapToObj(_ -> sample("save")).toList();

    Crowd.all(saves, this::createdAs);

    assertEquals(64, count("holdfast.database.rows"));
    assertTrue(count("holdfast.database.commits") < 64, "one commit for each");
  }

  @Test
  void writesOfOneKeyAreAllAnsweredWhenTheyWaitTogether() throws SQLException {
    StoreKey key = Samples.freshKey();
    Session base = created(key);
    List<Session> rivals =
        IntStream.range(0, 8).mapToObj(i -> Samples.after(key, base, "rival " + i)).toList();
    List<WriteOutcome> outcomes;

    try (Table.Lock lock = table.lock(key)) {
      Thread.startVirtualThread(() -> releaseOnceTheRivalsWait(lock));
      outcomes = Crowd.all(rivals, rival -> store.write(key, Samples.replace(base, rival)));
    }

    assertEquals(1, outcomes.stream().filter(WriteOutcome.Applied.class::isInstance).count());
  }

  private void releaseOnceTheRivalsWait(Table.Lock lock) {
    Await.until("six of eight wait", () -> gauge("holdfast.database.queue") >= 6);
    lock.release();
  }

  @Test
  void writeFailsAloneWhenItsRowIsRefused() throws SQLException {
    List<Session> saves = new ArrayList<>();
    IntStream.range(0, 40).forEach(_ -> saves.add(sample("fine")));
    saves.add(17, bound("refused-user-0123456789-0123456789-01234567"));
    table.run("ALTER TABLE holdfast_session ADD CHECK (user_hash NOT LIKE 'refused%')");

    List<Boolean> applied = Crowd.all(saves, this::isApplied);

    assertEquals(40, applied.stream().filter(each -> each).count());
    assertEquals(false, applied.get(17));
  }

  @Test
  void writeNeverTellsWhatIsInTheRowWhenItIsRefused() throws SQLException {
    table.run("ALTER TABLE holdfast_session ADD CHECK (user_hash NOT LIKE 'secret%')");

    var failure =
        assertThrows(
            StoreUnavailableException.class,
            () -> createdAs(bound("secret-user-0123456789-0123456789-012345678")));

    assertEquals("the database does not answer: SQLSTATE 23514", failure.getMessage());
  }

  @Test
  void writeReplacesARowWhenItHasExpired() {
    StoreKey key = Samples.freshKey();
    created(key);
    clock.advance(Duration.ofMinutes(30).plus(settings.slack()));
    Session again = Samples.first(key, clock, "again");

    applied(store.write(key, Samples.create(again)));

    assertEquals(new Lookup.Found(again), store.find(key));
  }

  @Test
  void writeConflictsWhenTheEndHasPassedButNotTheSlack() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    clock.advance(Duration.ofMinutes(30).plus(settings.slack()).minusSeconds(1));

    var outcome = store.write(key, Samples.create(Samples.first(key, clock, "again")));

    assertEquals(new Lookup.Found(first), refused(outcome).current());
  }

  @Test
  void slideIsDroppedWhenALaterOneIsThere() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session early = slid(first, Duration.ofMinutes(5));
    Session late = slid(first, Duration.ofMinutes(5));

    records.slide(key, late);
    records.slide(key, early);
    records.flushSlides();
    records.slide(key, early);
    records.flushSlides();

    assertEquals(new Lookup.Found(late), records.find(key));
  }

  @Test
  void slideIsWrittenSoonWhenNobodyAsksForIt() {
    StoreKey key = Samples.freshKey();
    Session slid = slid(created(key), Duration.ofMinutes(5));

    records.slide(key, slid);

    Await.until("it is there", () -> records.find(key).equals(new Lookup.Found(slid)));
  }

  @Test
  void findAnswersUnverifiedWhenTheRecordCannotBeRead() throws SQLException {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    table.run("UPDATE holdfast_session SET record = 'rubbish' WHERE key = '" + key.value() + "'");

    assertEquals(new Lookup.Unverified(null), records.find(key));
    var late = store.write(key, Samples.create(Samples.first(key, clock, "other")));
    assertEquals(new Lookup.Unverified(null), refused(late).current());
    applied(store.write(key, Samples.create(first)));
  }

  @Test
  void sweepDeletesWhatHasExpiredAndNothingElse() {
    List<StoreKey> old = IntStream.range(0, 600).mapToObj(_ -> Samples.freshKey()).toList();
    Crowd.all(old, this::created);
    clock.advance(Duration.ofMinutes(10));
    StoreKey young = Samples.freshKey();
    created(young);
    clock.advance(Duration.ofMinutes(38)); // the young one has ended, and its slack has not

    records.sweep();

    assertEquals(new Lookup.Absent(), records.find(old.getFirst()));
    assertEquals(new Lookup.Absent(), records.find(old.getLast()));
    assertInstanceOf(Lookup.Found.class, records.find(young));
    assertTrue(count("holdfast.database.expired") >= old.size());
  }

  @Test
  void sweepLeavesARowWhenSomebodyHasLockedIt() throws SQLException {
    StoreKey key = Samples.freshKey();
    created(key);
    clock.advance(Duration.ofHours(2));

    try (Table.Lock _ = table.lock(key)) {
      records.sweep();
    }

    assertInstanceOf(Lookup.Found.class, records.find(key));
  }

  @Test
  void startWorksWhenTheSchemaIsThereAndReplicasStartTogether() {
    List<PostgresSettings> same = Collections.nCopies(3, PostgresServer.shared().freshSettings());

    List<PostgresRecords> replicas =
        Crowd.all(same, each -> PostgresRecords.start(each, clock, new SimpleMeterRegistry()));

    replicas.forEach(replica -> assertTrue(replica.isUp()));
    replicas.forEach(PostgresRecords::close);
  }

  @Test
  void startFailsWhenTheDatabaseIsNotThere() {
    PostgresSettings wrong =
        PostgresSettings.of(settings.jdbcUrl() + "_not_there", settings.user(), "");

    var failure =
        assertThrows(
            IllegalStateException.class,
            () -> PostgresRecords.start(wrong, clock, new SimpleMeterRegistry()));

    assertTrue(failure.getMessage().endsWith("SQLSTATE 3D000"), failure.getMessage());
  }

  private Session sample(String payload) {
    return Samples.first(Samples.freshKey(), clock, payload);
  }

  private Session bound(String user) {
    return Samples.bound(sample("bound"), new UserKey(user));
  }

  private WriteOutcome createdAs(Session session) {
    return store.write(Samples.freshKey(), Samples.create(session));
  }

  private boolean isApplied(Session session) {
    try {
      return createdAs(session) instanceof WriteOutcome.Applied;
    } catch (StoreUnavailableException _) {
      return false;
    }
  }

  private Session slid(Session session, Duration later) {
    clock.advance(later);
    return session.withTimes(session.times().slidTo(clock.instant()));
  }

  private double count(String meter) {
    return meters.get(meter).functionCounter().count();
  }

  private double gauge(String meter) {
    return meters.get(meter).gauge().value();
  }
}
