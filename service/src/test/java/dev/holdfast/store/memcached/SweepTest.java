package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.Await;
import dev.holdfast.store.RecordCodec;
import dev.holdfast.store.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes are filled, and undecidable keys settled, on three real nodes. */
class SweepTest {
  private static final int SESSIONS = 500;

  private final MemcachedPool pool = MemcachedPool.start(3);

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void poolWithOneCopyEachBecomesReplicatedWithoutALogOut() {
    Map<StoreKey, Session> sessions = create(pool.replica());

    MemcachedSessionStore replicated = pool.replicated();

    sessions.forEach(
        (key, session) -> assertEquals(new Lookup.Found(session), replicated.find(key)));
    pool.process(0).kill();
    Await.until("the node is down", () -> !MemcachedPool.isUp(replicated, 0));
    sessions.forEach(
        (key, session) -> assertEquals(new Lookup.Found(session), replicated.find(key)));
  }

  @Test
  void everyNodeMayRestartEmptyOneAfterTheOther() {
    MemcachedSessionStore store = pool.replicated();
    Map<StoreKey, Session> sessions = create(store);
    for (int node = 0; node < 3; node++) {
      int restarted = node;
      pool.process(node).kill();
      pool.process(node).startAgain();
      Await.until("the restart is noticed", () -> !MemcachedPool.isUp(store, restarted));
      Await.until("the node is filled", () -> MemcachedPool.isUp(store, restarted));
    }

    sessions.forEach((key, session) -> assertEquals(new Lookup.Found(session), store.find(key)));
  }

  @Test
  void markOfAnotherProcessRunDoesNotCount() {
    MemcachedSessionStore store = pool.replicated();
    StoreKey key = Samples.freshKey();
    store.write(key, Samples.create(Samples.first(key, pool.clock(), "x")));
    int node = pool.candidates(key).getFirst();
    byte[] old = pool.process(node).value("p:" + "0".repeat(StoreKey.LENGTH));
    pool.process(node).kill();
    Await.until("the node is down", () -> !MemcachedPool.isUp(store, node));
    int silent = pool.candidates(key).get(1);
    pool.process(silent).hang();

    pool.process(node).startAgain();
    pool.process(node).put("p:" + "0".repeat(StoreKey.LENGTH), old, 0);

    try (MemcachedSessionStore other =
        MemcachedSessionStore.start(
            pool.settings(PoolSettings.Mode.REPLICATED),
            new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
            pool.clock())) {
      assertFalse(MemcachedPool.isUp(other, node));
      assertInstanceOf(Lookup.Unverified.class, other.find(key));
    } finally {
      pool.process(silent).resume();
    }
  }

  @Test
  void threeWritersThatNobodyCanTellApartAreSettledUnderANewVersion() {
    MemcachedSessionStore store = pool.replicated();
    StoreKey key = Samples.freshKey();
    Session first = Samples.first(key, pool.clock(), "first");
    List<Session> rivals =
        List.of(
            Samples.after(key, first, "a"),
            Samples.after(key, first, "b"),
            Samples.after(key, first, "c"));
    for (int i = 0; i < 3; i++) {
      Session rival = rivals.get(i);
      pool.process(pool.candidates(key).get(i))
          .put("s:" + key.value(), RecordCodec.encode(rival), RecordItems.tag(rival));
    }

    Await.until("it is settled", () -> store.find(key) instanceof Lookup.Found);

    Session settled = found(store, key);
    assertTrue(rivals.stream().anyMatch(rival -> rival.payload().equals(settled.payload())));
    for (Session rival : rivals) {
      assertNotEquals(rival.version(), settled.version());
      assertTrue(settled.version().counter() > rival.version().counter());
    }
  }

  @Test
  void sessionWhosePayloadIsNowhereIsToldLostAndThenEnded() {
    MemcachedSessionStore store = pool.replicated();
    StoreKey key = Samples.freshKey();
    Session first = Samples.first(key, pool.clock(), "first");
    pool.process(pool.candidates(key).get(2))
        .put("s:" + key.value(), RecordCodec.encodeStub(first), RecordItems.tag(first));

    assertInstanceOf(Lookup.Lost.class, store.find(key));
    Await.until("it is ended", () -> store.find(key) instanceof Lookup.Ended);
  }

  private Map<StoreKey, Session> create(SessionStore store) {
    Map<StoreKey, Session> sessions = new HashMap<>();
    for (int i = 0; i < SESSIONS; i++) {
      StoreKey key = Samples.freshKey();
      Session session = Samples.first(key, pool.clock(), "payload " + i);
      store.write(key, Samples.create(session));
      sessions.put(key, session);
    }
    return sessions;
  }

  private static Session found(SessionStore store, StoreKey key) {
    return assertInstanceOf(Lookup.Found.class, store.find(key)).session();
  }
}
