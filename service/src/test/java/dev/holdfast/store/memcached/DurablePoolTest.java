package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.Samples;
import dev.holdfast.store.WriteThroughSessionStore;
import dev.holdfast.store.postgres.PostgresRecords;
import dev.holdfast.store.postgres.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
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
    cache = pool.replicated();
    store = new WriteThroughSessionStore(cache, records);
    otherCache = pool.replicated();
    other = new WriteThroughSessionStore(otherCache, records);
  }

  @AfterEach
  void close() {
    pool.close();
    records.close();
  }

  @Test
  void sessionsOutliveTheWholePool() {
    Map<StoreKey, Session> sessions = new HashMap<>();
    for (int i = 0; i < SESSIONS; i++) {
      StoreKey key = Samples.freshKey();
      Session first = Samples.first(key, pool.clock(), "payload " + i);
      var created =
          assertInstanceOf(WriteOutcome.Applied.class, store.write(key, Samples.create(first)));
      assertEquals(Durability.DATABASE, created.durability());
      sessions.put(key, first);
    }

    restartPool();

    sessions.forEach((key, session) -> assertEquals(new Lookup.Found(session), other.find(key)));
    sessions.forEach((key, session) -> assertEquals(new Lookup.Found(session), cache.find(key)));
  }

  @Test
  void endedSessionStaysEndedWhenTheWholePoolRestarts() {
    StoreKey key = Samples.freshKey();
    Session first = Samples.first(key, pool.clock(), "first");
    store.write(key, Samples.create(first));
    Session tombstone = Samples.ended(key, first);
    store.write(key, Samples.replace(first, tombstone));

    restartPool();

    assertEquals(new Lookup.Ended(tombstone), other.find(key));
  }

  private void restartPool() {
    for (int node = 0; node < 3; node++) {
      pool.process(node).kill();
    }
    Await.until("both replicas see none", () -> seen().noneMatch(NodeView::up));
    for (int node = 0; node < 3; node++) {
      pool.process(node).startAgain();
    }
    Await.until("both replicas count all", () -> seen().allMatch(NodeView::up));
  }

  /** Each replica trusts a node when it has read the mark of that node itself. */
  private Stream<NodeView> seen() {
    return Stream.of(cache, otherCache).flatMap(replica -> replica.nodes().stream());
  }
}
