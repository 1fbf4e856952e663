package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.RecordCodec;
import dev.holdfast.store.Samples;
import dev.holdfast.store.WriteThroughSessionStore;
import dev.holdfast.store.postgres.PostgresRecords;
import dev.holdfast.store.postgres.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two replicas on three real nodes and a real PostgreSQL. */
@Timeout(60)
class DurablePoolTest {
  private static final int SESSIONS = 300;

  private final MemcachedPool pool = MemcachedPool.start(3);
  private PostgresRecords records;
  private MemcachedSessionStore cache;
  private MemcachedSessionStore otherCache;
  private SessionStore store;
  private SessionStore other;

  @BeforeEach
  void begin() {
    records =
        PostgresRecords.start(
            PostgresServer.shared().freshSettings(), pool.clock(), new SimpleMeterRegistry());
    cache = replica();
    store = new WriteThroughSessionStore(cache, records);
    otherCache = replica();
    other = new WriteThroughSessionStore(otherCache, records);
  }

  private MemcachedSessionStore replica() {
    return pool.replica(pool.settings(PoolSettings.Mode.REPLICATED).withDatabase());
  }

  @AfterEach
  void close() {
    pool.close();
    records.close();
  }

  @Test
  void sessionsOutliveTheWholePool() {
    Map<StoreKey, Session> sessions = create();

    restart(0, 1, 2);

    sessions.forEach((key, session) -> assertEquals(new Lookup.Found(session), other.find(key)));
    sessions.forEach((key, session) -> assertEquals(new Lookup.Found(session), cache.find(key)));
  }

  @Test
  void sessionsOutliveTwoNodesThatLeaveAHeader() {
    Map<StoreKey, Session> sessions = create();

    restart(0, 1);

    sessions.forEach(
        (key, session) -> {
          AtomicReference<Lookup> told = new AtomicReference<>();
          Await.until("the session is answered", () -> isTold(key, told));
          assertEquals(new Lookup.Found(session), told.get());
        });
    sessions.forEach(this::save);
  }

  @Test
  void forkThatNoCopyDecidesIsSettled() {
    StoreKey key = Samples.freshKey();
    Session first = Samples.first(key, pool.clock(), "first");
    store.write(key, Samples.create(first));
    for (int copy = 0; copy < 3; copy++) {
      Session rival = Samples.after(key, first, "rival " + copy);
      pool.process(pool.candidates(key).get(copy))
          .put("s:" + key.value(), RecordCodec.encode(rival), RecordItems.tag(rival));
    }

    Await.until("it is settled, and saved", () -> isSaved(key));
  }

  private boolean isSaved(StoreKey key) {
    try {
      return other.find(key) instanceof Lookup.Found(Session now)
          && store.write(key, Samples.replace(now, Samples.after(key, now, "next")))
              instanceof WriteOutcome.Applied;
    } catch (StoreUnavailableException | OutcomeUnknownException _) {
      return false;
    }
  }

  /** True once there is an answer: a pool that comes back may say for a while that it has none. */
  private boolean isTold(StoreKey key, AtomicReference<Lookup> told) {
    try {
      told.set(other.find(key));
      return !(told.get() instanceof Lookup.Unverified);
    } catch (StoreUnavailableException _) {
      return false;
    }
  }

  private Map<StoreKey, Session> create() {
    Map<StoreKey, Session> sessions = new HashMap<>();
    for (int i = 0; i < SESSIONS; i++) {
      StoreKey key = Samples.freshKey();
      Session first = Samples.first(key, pool.clock(), "payload " + i);
      var created =
          assertInstanceOf(WriteOutcome.Applied.class, store.write(key, Samples.create(first)));
      assertEquals(Durability.DATABASE, created.durability());
      sessions.put(key, first);
    }
    return sessions;
  }

  private void save(StoreKey key, Session session) {
    Session next = Samples.after(key, session, "next");
    assertInstanceOf(WriteOutcome.Applied.class, store.write(key, Samples.replace(session, next)));
  }

  @Test
  void endedSessionStaysEndedWhenTheWholePoolRestarts() {
    StoreKey key = Samples.freshKey();
    Session first = Samples.first(key, pool.clock(), "first");
    store.write(key, Samples.create(first));
    Session tombstone = Samples.ended(key, first);
    store.write(key, Samples.replace(first, tombstone));

    restart(0, 1, 2);

    assertEquals(new Lookup.Ended(tombstone), other.find(key));
  }

  @Test
  void writeIsRefusedBeforeTheCommitWhenANodeHasNoRoomForItsSize() {
    StoreKey key = Samples.freshKey();
    Session first = Samples.first(key, pool.clock(), "first");
    store.write(key, Samples.create(first));
    Session huge = Samples.after(key, first, Samples.payload(1024 * 1024));

    assertThrows(
        PayloadTooLargeException.class, () -> store.write(key, Samples.replace(first, huge)));

    assertEquals(new Lookup.Found(first), records.find(key));
    Session second = Samples.after(key, first, "second");
    assertInstanceOf(WriteOutcome.Applied.class, store.write(key, Samples.replace(first, second)));
  }

  @Test
  void committedRecordIsReadFromTheDatabaseWhenNodesHaveNoRoomForItAnyMore() {
    StoreKey key = Samples.freshKey();
    Session first = Samples.first(key, pool.clock(), "first");
    Session huge = Samples.after(key, first, Samples.payload(1024 * 1024));
    records.write(key, null, huge);

    assertEquals(new Lookup.Found(huge), store.find(key));

    Session smaller = Samples.after(key, huge, "smaller");
    assertInstanceOf(WriteOutcome.Applied.class, store.write(key, Samples.replace(huge, smaller)));
    assertEquals(new Lookup.Found(smaller), other.find(key));
  }

  private void restart(int... nodes) {
    for (int node : nodes) {
      pool.process(node).kill();
    }
    Await.until("both replicas see them gone", () -> IntStream.of(nodes).noneMatch(this::isSeen));
    for (int node : nodes) {
      pool.process(node).startAgain();
    }
    Await.until("both replicas count all", () -> seen().allMatch(NodeView::up));
  }

  private boolean isSeen(int node) {
    return MemcachedPool.isUp(cache, node) || MemcachedPool.isUp(otherCache, node);
  }

  /** Each replica trusts a node when it has read the mark of that node itself. */
  private Stream<NodeView> seen() {
    return Stream.of(cache, otherCache).flatMap(replica -> replica.nodes().stream());
  }
}
