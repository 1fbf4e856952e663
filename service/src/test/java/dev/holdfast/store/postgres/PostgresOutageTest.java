package dev.holdfast.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.Crowd;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresOutageTest {
  private static PostgresServer server;

  private final SteerableClock clock = new SteerableClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private PostgresSettings settings;
  private PostgresRecords records;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void start() {
    settings = server.freshSettings();
    records = PostgresRecords.start(settings, clock, meters);
  }

  @AfterEach
  void stop() {
    records.close();
    server.startAgainIfKilled();
  }

  @Test
  void everyCallFailsInTimeAndAllRecoversWhenTheServerIsKilledAndBack() {
    StoreKey key = Samples.freshKey();
    Session first = create(key);

    server.kill();

    long start = System.nanoTime();
    assertThrows(StoreUnavailableException.class, () -> records.find(key));
    assertUnanswered(() -> create(Samples.freshKey()));
    assertInTime(start, settings.deadline().multipliedBy(2));
    Await.until("the outage is noticed", () -> !records.isUp());
    server.startAgain();
    Await.until("the database is back", records::isUp);
    assertEquals(new Lookup.Found(first), records.find(key));
    create(Samples.freshKey());
  }

  @Test
  void callsDoNotWaitForAConnectionWhenTheServerIsKnownToBeAway() {
    server.kill();
    for (int i = 0; i < 3; i++) {
      assertThrows(StoreUnavailableException.class, () -> records.find(Samples.freshKey()));
    }
    assertFalse(records.isUp());
    long before = refused();

    for (int i = 0; i < 50; i++) {
      StoreKey key = Samples.freshKey();
      assertThrows(StoreUnavailableException.class, () -> records.find(key));
      Session first = Samples.first(key, clock, "first");
      assertThrows(StoreUnavailableException.class, () -> records.write(key, null, first));
    }

    assertTrue(refused() - before >= 50, "every read was refused at once");
    assertEquals(0, meters.get("holdfast.database.queue").gauge().value(), "no write has waited");
    server.startAgain();
    Await.until("the probe finds it", records::isUp);
  }

  @Test
  void callsDoNotWaitWhenTheServerIsKnownToHang() {
    server.hang();
    try {
      Await.until("the outage is noticed", () -> !records.isUp());
      long before = refused();
      StoreKey key = Samples.freshKey();

      assertThrows(StoreUnavailableException.class, () -> records.find(key));
      assertThrows(
          StoreUnavailableException.class, // nothing was sent: not unknown
          () -> records.write(key, null, Samples.first(key, clock, "first")));

      assertTrue(refused() > before);
    } finally {
      server.resume();
    }
    Await.until("the probe finds it", records::isUp);
  }

  @Test
  void callsDoNotWaitWhenTheServerIsKnownToBeSlow() throws SQLException {
    try (Table table = Table.of(settings)) {
      table.run("BEGIN; LOCK TABLE holdfast_session IN ACCESS EXCLUSIVE MODE");
      Await.until("it is noticed", () -> !records.isUp());
      long before = refused();

      assertThrows(StoreUnavailableException.class, () -> records.find(Samples.freshKey()));

      assertTrue(refused() > before);
      table.run("ROLLBACK");
    }
    Await.until("the probe finds it", records::isUp);
  }

  @Test
  void oneLostConnectionDoesNotStopTheOthers() throws SQLException {
    create(Samples.freshKey());
    try (Table table = Table.of(settings)) {
      table.run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid() LIMIT 1");
    }

    Await.until("calls are answered", () -> outcomeOfCreate(Samples.freshKey()).equals("applied"));

    assertEquals(0, refused());
  }

  private long refused() {
    return (long) meters.get("holdfast.database.refused").functionCounter().count();
  }

  @Test
  void slideIsWrittenLaterWhenTheServerIsAway() {
    StoreKey key = Samples.freshKey();
    Session first = create(key);
    clock.advance(Duration.ofMinutes(5));
    Session slid = first.withTimes(first.times().slidTo(clock.instant()));
    server.kill();

    records.slide(key, slid);
    records.flushSlides();

    server.startAgain();
    Await.until("the slide is there", () -> isAnswered(key, new Lookup.Found(slid)));
  }

  @Test
  void everyWriteIsAnsweredInTimeWhenTheServerHangs() {
    List<StoreKey> keys = IntStream.range(0, 300).mapToObj(_ -> Samples.freshKey()).toList();
    create(Samples.freshKey());
    server.hang();
    try {
      long start = System.nanoTime();

      List<String> outcomes = Crowd.all(keys, this::outcomeOfCreate);

      assertInTime(start, settings.deadline().plusSeconds(1));
      assertFalse(outcomes.contains("applied"), outcomes::toString);
    } finally {
      server.resume();
    }
    Await.until(
        "writes are taken again", () -> outcomeOfCreate(Samples.freshKey()).equals("applied"));
  }

  @Test
  void startGoesOnWhenTheServerIsAwayAndMigratesWhenItIsBack() {
    PostgresSettings fresh = server.freshSettings();
    server.kill();

    try (var late = PostgresRecords.start(fresh, clock, new SimpleMeterRegistry())) {
      assertFalse(late.isUp());
      assertThrows(StoreUnavailableException.class, () -> late.find(Samples.freshKey()));
      server.startAgain();
      Await.until("the database is there", late::isUp);
      assertEquals(new Lookup.Absent(), late.find(Samples.freshKey()));
    }
  }

  @Test
  void writeIsUnknownWhenTheConnectionBreaksDuringTheCommit() throws SQLException {
    breakConnections("DEFERRABLE INITIALLY DEFERRED");

    assertThrows(OutcomeUnknownException.class, () -> create(Samples.freshKey()));
  }

  @Test
  void writeIsUnknownAndUndoneWhenTheConnectionBreaksBeforeTheCommit() throws SQLException {
    StoreKey key = Samples.freshKey();
    breakConnections("NOT DEFERRABLE");

    assertThrows(OutcomeUnknownException.class, () -> create(key)); // it commits by itself

    Await.until("the key is known to be absent", () -> isAnswered(key, new Lookup.Absent()));
  }

  /** Makes the server end each connection that adds a row. */
  private void breakConnections(String when) throws SQLException {
    try (Table table = Table.of(settings)) {
      table.run(
          """
          CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql
          AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
          CREATE CONSTRAINT TRIGGER die AFTER INSERT ON holdfast_session
          %s FOR EACH ROW EXECUTE FUNCTION die()
          """
              .formatted(when));
    }
  }

  private Session create(StoreKey key) {
    Session first = Samples.first(key, clock, "first");
    assertTrue(records.write(key, null, first) instanceof WriteOutcome.Applied);
    return first;
  }

  private String outcomeOfCreate(StoreKey key) {
    try {
      create(key);
      return "applied";
    } catch (StoreUnavailableException _) {
      return "unavailable";
    } catch (OutcomeUnknownException _) {
      return "unknown";
    }
  }

  private boolean isAnswered(StoreKey key, Lookup answer) {
    try {
      return records.find(key).equals(answer);
    } catch (StoreUnavailableException _) {
      return false;
    }
  }

  private static void assertUnanswered(Runnable write) {
    RuntimeException failure = assertThrows(RuntimeException.class, write::run);
    assertTrue(
        failure instanceof StoreUnavailableException || failure instanceof OutcomeUnknownException,
        failure::toString);
  }

  private static void assertInTime(long startNanos, Duration patience) {
    Duration taken = Duration.ofNanos(System.nanoTime() - startNanos);
    assertTrue(taken.compareTo(patience) < 0, () -> "took " + taken);
  }
}
