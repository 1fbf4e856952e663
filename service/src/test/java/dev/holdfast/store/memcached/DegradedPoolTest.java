package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.DegradedWrites;
import dev.holdfast.store.Reconciliation;
import dev.holdfast.store.Samples;
import dev.holdfast.store.WriteThroughSessionStore;
import dev.holdfast.store.postgres.PostgresRecords;
import dev.holdfast.store.postgres.PostgresServer;
import dev.holdfast.store.postgres.PostgresSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two replicas on three real nodes, and a real PostgreSQL that goes away. */
@Timeout(90)
class DegradedPoolTest {
  private static PostgresServer server;

  private final MemcachedPool pool = MemcachedPool.start(3);
  private PostgresSettings settings;
  private Replica one;
  private Replica other;

  /** A replica with connections of its own. */
  private static final class Replica implements AutoCloseable {
    private final PostgresRecords records;
    private final MemcachedSessionStore cache;
    private final DegradedWrites outage;
    private final SessionStore store;

    Replica(PostgresSettings settings, MemcachedPool pool) {
      var meters = new SimpleMeterRegistry();
      records = PostgresRecords.startOrWait(settings, pool.clock(), meters);
      cache = pool.replicated();
      var both =
          new Reconciliation(
              cache, records, records.table(), Reconciliation.Mends.BOTH, pool.clock());
      outage =
          DegradedWrites.start(cache, cache.notes(), records, both.fromAll(cache::keys), meters);
      store = new WriteThroughSessionStore(cache, records, outage);
    }

    @Override
    public void close() {
      outage.close();
      records.close();
    }
  }

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void begin() {
    settings = server.freshSettings();
    one = new Replica(settings, pool);
    other = new Replica(settings, pool);
    Await.until("the pool is known to be whole", () -> one.cache.notes().isWhole());
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    pool.close();
    server.startAgainIfKilled();
  }

  private static void loseDatabase(Replica... replicas) {
    server.kill();
    Await.until("all see it", () -> Stream.of(replicas).noneMatch(r -> r.records.isUp()));
  }

  private void returnDatabase() {
    server.startAgain();
    Await.until("all see it", () -> Stream.of(one, other).allMatch(r -> r.records.isUp()));
  }

  private static Durability durability(SessionStore store, StoreKey key, SessionWrite write) {
    return assertInstanceOf(WriteOutcome.Applied.class, store.write(key, write)).durability();
  }

  private Session created(SessionStore store, StoreKey key) {
    Session first = Samples.first(key, pool.clock(), "first");
    durability(store, key, Samples.create(first));
    return first;
  }

  @Test
  void everySessionGoesOnAndIsCommittedWhenTheDatabaseIsBack() {
    Map<StoreKey, Session> sessions = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      StoreKey key = Samples.freshKey();
      sessions.put(key, created(one.store, key));
    }
    loseDatabase(one, other);

    sessions.replaceAll(
        (key, session) -> {
          Session next = Samples.after(key, session, "degraded");
          assertEquals(
              Durability.CACHE, durability(one.store, key, Samples.replace(session, next)));
          return next;
        });
    for (int i = 0; i < 200; i++) {
      StoreKey visitor = Samples.freshKey();
      assertEquals(new Lookup.Absent(), other.store.find(visitor));
      sessions.put(visitor, created(other.store, visitor));
    }
    sessions.forEach((key, last) -> assertEquals(new Lookup.Found(last), one.store.find(key)));

    returnDatabase();
    Await.until("all is committed", () -> one.outage.backlog() + other.outage.backlog() == 0);
    sessions.forEach((key, last) -> assertEquals(new Lookup.Found(last), one.records.find(key)));
  }

  @Test
  void writesGoOnWithoutAWaitWhenTheDatabaseHangs() {
    StoreKey key = Samples.freshKey();
    Session first = created(one.store, key);
    server.hang();
    Session second = Samples.after(key, first, "second");
    try {
      Await.until("it is seen", () -> !one.records.isUp());

      assertEquals(Durability.CACHE, durability(one.store, key, Samples.replace(first, second)));
    } finally {
      server.resume();
    }
    Await.until(
        "it is committed",
        () -> one.records.isUp() && one.records.find(key).equals(new Lookup.Found(second)));
  }

  @Test
  void keysOfAReplicaThatDiedAreFoundInThePool() {
    loseDatabase(one, other);
    StoreKey key = Samples.freshKey();
    Session first = created(one.store, key);
    one.close(); // with its backlog

    server.startAgain();

    Await.until(
        "the other one has committed it",
        () -> other.records.isUp() && other.records.find(key).equals(new Lookup.Found(first)));
    Await.until("the debt is settled", () -> other.cache.notes().debt().isEmpty());
  }

  @Test
  void absenceIsUnknownWhenThePoolRestartsDuringTheOutage() {
    StoreKey key = Samples.freshKey();
    Session first = created(one.store, key);
    loseDatabase(one, other);

    restart(0, 1, 2);

    assertThrows(StoreUnavailableException.class, () -> other.store.find(key));
    assertThrows(StoreUnavailableException.class, () -> other.store.find(Samples.freshKey()));
    returnDatabase();
    assertEquals(new Lookup.Found(first), other.store.find(key));
  }

  @Test
  void absenceIsUnknownWhenThePoolRestartedBeforeTheOutage() {
    StoreKey key = Samples.freshKey();
    created(one.store, key);
    restart(0, 1, 2);
    Await.until("there are new notes", () -> marks() == 3);

    loseDatabase(one, other);

    assertThrows(StoreUnavailableException.class, () -> other.store.find(key));
    pool.clock().advance(Duration.ofHours(1)); // what was only in the table has ended
    assertEquals(new Lookup.Absent(), one.store.find(Samples.freshKey()));
  }

  @Test
  void absenceIsKnownWhenNodesRestartOneAfterTheOther() {
    loseDatabase(one, other);
    StoreKey key = Samples.freshKey();
    Session first = created(one.store, key);

    for (int node = 0; node < 3; node++) {
      restart(node);
      Await.until("it has a mark again", () -> marks() == 3);
    }

    assertEquals(new Lookup.Absent(), other.store.find(Samples.freshKey()));
    assertEquals(new Lookup.Found(first), other.store.find(key));
  }

  @Test
  void absenceIsKnownWhenANodeIsAwayToo() {
    loseDatabase(one, other);
    pool.process(0).kill();
    Await.until("it is seen", () -> !MemcachedPool.isUp(one.cache, 0));

    assertTrue(one.cache.notes().isWhole());
    assertEquals(new Lookup.Absent(), one.store.find(Samples.freshKey()));
  }

  /** Returns how many nodes have a mark. */
  private long marks() {
    return one.cache.notes() instanceof PoolNotes notes ? notes.marks() : 0;
  }

  private void restart(int... nodes) {
    for (int node : nodes) {
      pool.process(node).kill();
    }
    Await.until(
        "both replicas see it",
        () -> Stream.of(one, other).noneMatch(r -> isAnyUp(r.cache, nodes)));
    for (int node : nodes) {
      pool.process(node).startAgain();
    }
    Await.until(
        "both replicas count all",
        () -> Stream.of(one, other).flatMap(r -> r.cache.nodes().stream()).allMatch(NodeView::up));
  }

  private static boolean isAnyUp(MemcachedSessionStore cache, int... nodes) {
    return Arrays.stream(nodes).anyMatch(node -> MemcachedPool.isUp(cache, node));
  }
}
