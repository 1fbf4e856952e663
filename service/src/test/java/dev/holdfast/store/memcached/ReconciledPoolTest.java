package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.Crowd;
import dev.holdfast.store.Reconciliation;
import dev.holdfast.store.Reconciliation.Mends;
import dev.holdfast.store.RecordCodec;
import dev.holdfast.store.Samples;
import dev.holdfast.store.Tally;
import dev.holdfast.store.WriteThroughSessionStore;
import dev.holdfast.store.postgres.PostgresRecords;
import dev.holdfast.store.postgres.PostgresServer;
import dev.holdfast.store.postgres.PostgresSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three real nodes and a real PostgreSQL are brought to one state. */
@Timeout(120)
class ReconciledPoolTest {
  private static final int SESSIONS = 200;
  private static final String COLUMNS =
      "key, version, status, user_hash, idle_expire_time, lifetime_expire_time, expire_time,"
          + " record";

  private final MemcachedPool pool = MemcachedPool.start(3);
  private final PostgresSettings settings = PostgresServer.shared().freshSettings();
  private final Map<StoreKey, Session> sessions = new HashMap<>();
  private PostgresRecords records;
  private MemcachedSessionStore cache;
  private SessionStore store;

  @BeforeEach
  void begin() {
    records = PostgresRecords.start(settings, pool.clock(), new SimpleMeterRegistry());
    cache = pool.replicated();
    store = new WriteThroughSessionStore(cache, records);
  }

  @AfterEach
  void close() {
    pool.close();
    records.close();
  }

  @Test
  void poolAnswersAloneWhenItWasFilledAfterARestart() {
    create(SESSIONS);
    endSome();
    restartPool();

    Tally tally = fromTable(Mends.CACHE);

    assertEquals(new Tally(SESSIONS, 0, 0, SESSIONS, 0, 0, 0), tally);
    assertPoolIsCurrent(cache);
    assertEquals(new Tally(SESSIONS, 0, 0, 0, 0, 0, 0), fromTable(Mends.NOTHING));
  }

  @Test
  void expiredRowsAreNotBroughtBack() {
    create(20);
    pool.clock().advance(Duration.ofMinutes(31));
    restartPool();

    assertEquals(new Tally(20, 20, 0, 0, 0, 0, 0), fromTable(Mends.CACHE));

    sessions.keySet().forEach(key -> assertEquals(new Lookup.Absent(), cache.find(key)));
  }

  @Test
  void tableIsMadeCurrentFromThePoolWhenItWasRestoredFromAnOlderState() throws SQLException {
    create(SESSIONS);
    run("CREATE TABLE saved AS SELECT " + COLUMNS + " FROM holdfast_session");
    sessions.keySet().stream().limit(100).toList().forEach(this::save);
    endSome();
    create(50);
    run("TRUNCATE holdfast_session");
    run("INSERT INTO holdfast_session (" + COLUMNS + ") SELECT " + COLUMNS + " FROM saved");
    long behind = sessions.keySet().stream().filter(key -> !isCommitted(key)).count();

    Tally counted = fromCache(Mends.NOTHING);
    Tally mended = fromCache(Mends.BOTH);

    assertTrue(behind > 100, behind + " rows");
    assertEquals(new Tally(SESSIONS + 50, 0, behind, 0, 0, 0, behind), counted);
    assertEquals(new Tally(SESSIONS + 50, 0, behind, 0, 0, 0, 0), mended);
    sessions.keySet().forEach(key -> assertTrue(isCommitted(key)));
    assertEquals(0, fromTable(Mends.NOTHING).cacheBehind());
  }

  @Test
  void poolIsMadeCurrentWhenWhatWasCommittedHasNotReachedIt() {
    create(SESSIONS);
    List<StoreKey> behind = sessions.keySet().stream().limit(40).toList();
    behind.forEach(this::commitOnly);

    assertEquals(0, fromCache(Mends.BOTH).tableBehind());
    assertEquals(new Tally(SESSIONS, 0, 0, 40, 0, 0, 0), fromTable(Mends.BOTH));

    assertPoolIsCurrent(cache);
  }

  @Test
  void poolIsMadeCurrentWhenItsNodesHaveReturnedWithOldCopies() {
    create(20);
    Map<StoreKey, Session> old = Map.copyOf(sessions);
    old.keySet().forEach(this::save);
    restartPool();
    old.forEach(this::putOnEveryNode);
    MemcachedSessionStore fresh = pool.replicated();
    old.forEach((key, session) -> assertEquals(new Lookup.Found(session), fresh.find(key)));

    pass(fresh, Mends.BOTH).fromTable("", (_, _) -> true);

    assertPoolIsCurrent(fresh);
  }

  @Test
  void damagedRowsAreWrittenAnewFromThePool() throws SQLException {
    create(30);
    run("UPDATE holdfast_session SET record = 'rubbish'");

    Tally tally = fromTable(Mends.BOTH);

    assertEquals(new Tally(30, 0, 0, 0, 30, 0, 0), tally);
    sessions.keySet().forEach(key -> assertTrue(isCommitted(key)));
  }

  @Test
  void passesGoOnWhereTheyWereStopped() {
    create(SESSIONS);
    restartPool();
    AtomicReference<String> reached = new AtomicReference<>("");
    AtomicReference<Tally> sum = new AtomicReference<>(Tally.NONE);
    int runs = 0;

    boolean ended = false;
    while (!ended) {
      runs++;
      ended =
          pass(cache, Mends.CACHE)
              .fromTable(
                  reached.get(),
                  (place, batch) -> {
                    reached.set(place);
                    sum.accumulateAndGet(batch, Tally::plus);
                    return false;
                  });
    }

    assertTrue(runs > 3, runs + " runs");
    assertEquals(new Tally(SESSIONS, 0, 0, SESSIONS, 0, 0, 0), sum.get());
    assertPoolIsCurrent(cache);
  }

  @Test
  void whatIsWrittenMeanwhileIsNeverUndone() {
    create(60);
    SessionStore other = new WriteThroughSessionStore(pool.replicated(), records);
    List<StoreKey> keys = List.copyOf(sessions.keySet());
    Map<StoreKey, SessionVersion> acknowledged = new ConcurrentHashMap<>();
    AtomicBoolean goOn = new AtomicBoolean(true);
    CompletableFuture<Void> writers =
        CompletableFuture.runAsync(
            () ->
                Crowd.all(
                    IntStream.range(0, 16).boxed().toList(),
                    n -> writeMany(n % 2 == 0 ? store : other, keys, acknowledged, goOn)),
            task -> Thread.ofVirtual().start(task));

    for (int pass = 0; pass < 3; pass++) {
      fromCache(Mends.BOTH);
      fromTable(Mends.BOTH);
    }
    goOn.set(false);
    writers.join();

    fromTable(Mends.BOTH);
    assertFalse(acknowledged.isEmpty());
    for (StoreKey key : keys) {
      Session committed = Objects.requireNonNull(records.find(key).record());
      assertEquals(new Lookup.Found(committed), cache.find(key));
      assertNotUndone(acknowledged.get(key), committed);
    }
  }

  private int writeMany(
      SessionStore replica,
      List<StoreKey> keys,
      Map<StoreKey, SessionVersion> acknowledged,
      AtomicBoolean goOn) {
    for (int i = 0; goOn.get(); i++) {
      StoreKey key = keys.get(ThreadLocalRandom.current().nextInt(keys.size()));
      try {
        SessionVersion before = acknowledged.get(key);
        Session base = replica.find(key).record();
        if (base == null) {
          continue; // it cannot be proved at this moment
        }
        assertNotUndone(before, base);
        Session next = Samples.after(key, base, "save " + i);
        if (i % 5 == 0) {
          records.write(key, base.version(), next); // and its replica dies before the pool has it
        } else if (replica.write(key, Samples.replace(base, next))
            instanceof WriteOutcome.Applied) {
          acknowledged.merge(key, next.version(), ReconciledPoolTest::later);
        }
      } catch (StoreUnavailableException | OutcomeUnknownException _) {
        continue; // nothing was promised
      }
    }
    return 0;
  }

  private static SessionVersion later(SessionVersion one, SessionVersion other) {
    return one.counter() < other.counter() ? other : one;
  }

  private static void assertNotUndone(SessionVersion acknowledged, Session now) {
    if (acknowledged != null && !now.version().equals(acknowledged)) {
      assertTrue(now.version().counter() > acknowledged.counter(), "a save was undone");
    }
  }

  private void create(int count) {
    List<StoreKey> keys = IntStream.range(0, count).mapToObj(_ -> Samples.freshKey()).toList();
    for (StoreKey key : keys) {
      sessions.put(key, Samples.first(key, pool.clock(), "first"));
    }
    for (int from = 0; from < count; from += 10) {
      Crowd.all(
          keys.subList(from, from + 10), key -> written(key, Samples.create(sessions.get(key))));
    }
  }

  /** Repeats what got no answer, which is safe: nodes and test share few processors. */
  private WriteOutcome written(StoreKey key, SessionWrite write) {
    while (true) {
      try {
        WriteOutcome outcome = store.write(key, write);
        assertTrue(outcome instanceof WriteOutcome.Applied, "refused");
        return outcome;
      } catch (StoreUnavailableException | OutcomeUnknownException _) {
        Thread.onSpinWait();
      }
    }
  }

  private void endSome() {
    for (StoreKey key : sessions.keySet().stream().skip(10).limit(30).toList()) {
      Session base = sessions.get(key);
      replace(key, base, Samples.ended(key, base));
    }
  }

  private void save(StoreKey key) {
    Session base = sessions.get(key);
    replace(key, base, Samples.after(key, base, "saved"));
  }

  private void replace(StoreKey key, Session base, Session next) {
    written(key, Samples.replace(base, next));
    sessions.put(key, next);
  }

  private void commitOnly(StoreKey key) {
    Session base = sessions.get(key);
    Session next = Samples.after(key, base, "committed");
    records.write(key, base.version(), next);
    sessions.put(key, next);
  }

  private void putOnEveryNode(StoreKey key, Session session) {
    for (int node = 0; node < 3; node++) {
      pool.process(node)
          .put("s:" + key.value(), RecordCodec.encode(session), RecordItems.tag(session));
    }
  }

  private void restartPool() {
    for (int node = 0; node < 3; node++) {
      pool.process(node).kill();
    }
    Await.until("none is there", () -> cache.nodes().stream().noneMatch(NodeView::up));
    for (int node = 0; node < 3; node++) {
      pool.process(node).startAgain();
    }
    Await.until("all count", () -> cache.nodes().stream().allMatch(NodeView::up));
    cache = pool.replicated(); // which has seen nothing yet
  }

  private boolean isCommitted(StoreKey key) {
    return sessions.get(key).equals(records.find(key).record());
  }

  private void assertPoolIsCurrent(SessionStore of) {
    sessions.forEach((key, session) -> assertEquals(Lookup.of(session), of.find(key)));
  }

  private Tally fromTable(Mends mends) {
    AtomicReference<Tally> sum = new AtomicReference<>(Tally.NONE);
    assertTrue(pass(cache, mends).fromTable("", (_, batch) -> added(sum, batch)));
    return sum.get();
  }

  private Tally fromCache(Mends mends) {
    AtomicReference<Tally> sum = new AtomicReference<>(Tally.NONE);
    assertTrue(pass(cache, mends).fromCache(cache.keys(), "", (_, batch) -> added(sum, batch)));
    return sum.get();
  }

  private static boolean added(AtomicReference<Tally> sum, Tally batch) {
    assertNotNull(sum.accumulateAndGet(batch, Tally::plus));
    return true;
  }

  private Reconciliation pass(SessionStore of, Mends mends) {
    return new Reconciliation(of, records, records.table(), mends, pool.clock());
  }

  private void run(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
