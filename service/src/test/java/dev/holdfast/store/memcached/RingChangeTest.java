package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.RecordCodec;
import dev.holdfast.store.Samples;
import dev.holdfast.store.memcached.RingChangeException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ring of three to five real nodes changes under two replicas. */
@Timeout(60)
class RingChangeTest {
  private static final int SESSIONS = 300;

  private final MemcachedPool pool = MemcachedPool.start(5);
  private MemcachedSessionStore store;
  private MemcachedSessionStore other;
  private Map<StoreKey, Session> sessions;

  @BeforeEach
  void begin() {
    store = pool.replicated(ring(0, 1, 2));
    other = pool.replicated(ring(0, 1, 2));
    sessions = create(store);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void nodeIsAddedWithoutALogOut() {
    RingView view = store.ring().change(ring(0, 1, 2, 3));

    assertTrue(view.isChanging());
    rewriteHalf();
    awaitRest(ring(0, 1, 2, 3));
    requireAll();
    assertTrue(recordsOn(3) > 0, "the new node holds sessions");
    requireNoStrays(ring(0, 1, 2, 3));
  }

  @Test
  void nodeIsRemovedWithoutALogOut() {
    store.ring().change(ring(0, 1, 2, 3));
    awaitRest(ring(0, 1, 2, 3));
    other.ring().change(ring(1, 2, 3));
    rewriteHalf();
    awaitRest(ring(1, 2, 3));

    pool.process(0).kill();

    requireAll();
  }

  @Test
  void deadNodeIsReplacedUnderItsName() {
    pool.process(1).kill();
    Await.until("it is down", () -> !MemcachedPool.isUp(store, 1) && !MemcachedPool.isUp(other, 1));
    PoolSettings.Node substitute =
        new PoolSettings.Node(MemcachedPool.id(1), "127.0.0.1", pool.process(3).port(), 1);
    List<PoolSettings.Node> replaced = List.of(node(0), substitute, node(2));

    store.ring().change(replaced);
    rewriteHalf();
    awaitRest(replaced);

    requireAll();
    pool.process(0).kill();
    requireAll();
  }

  @Test
  void everyNodeIsReplacedAtOnce() {
    pool.addNode();
    List<PoolSettings.Node> fresh = ring(3, 4, 5);
    store.ring().change(fresh);
    rewriteHalf();
    awaitRest(fresh);
    for (int node = 0; node < 3; node++) {
      pool.process(node).kill();
    }

    requireAll();
    requireAll(pool.replicated(fresh));
  }

  @Test
  void nodesAreWeighedAnew() {
    List<PoolSettings.Node> weighed =
        List.of(
            node(0),
            new PoolSettings.Node(MemcachedPool.id(1), "127.0.0.1", pool.process(1).port(), 5),
            node(2));
    store.ring().change(weighed);
    rewriteHalf();
    awaitRest(weighed);

    requireAll();
  }

  @Test
  void replicaThatStartsWithTheOldNodesFollowsTheRing() {
    store.ring().change(ring(0, 1, 2, 3));
    awaitRest(ring(0, 1, 2, 3));

    MemcachedSessionStore late = pool.replicated(ring(0, 1, 2));

    Await.until("it follows", () -> late.ring().view().nodes().size() == 4);
    requireAll(late);
  }

  @Test
  void replicasMayReachANodeByDifferentAddresses() {
    List<PoolSettings.Node> byName =
        ring(0, 1, 2).stream()
            .map(node -> new PoolSettings.Node(node.id(), "localhost", node.port(), 1))
            .toList();
    MemcachedSessionStore third = pool.replicated(byName);
    requireAll(third);
    List<PoolSettings.Node> wanted = new ArrayList<>(byName);
    wanted.add(node(3));

    third.ring().change(wanted);

    awaitRest(ring(0, 1, 2, 3));
    Await.until("it follows itself", () -> isAtRest(third, wanted));
    requireAll();
    requireAll(third);
  }

  @Test
  void changeOutlivesTheReplicaThatBeganIt() {
    other.ring().change(ring(0, 1, 2, 3));
    other.close();

    Await.until("it ends", () -> isAtRest(store, ring(0, 1, 2, 3)));
    requireAll(store);
  }

  @Test
  void changeIsTakenBackWhenTheOldNodesAreAskedFor() {
    store.ring().change(ring(0, 1, 2, 3));
    rewriteHalf();
    store.ring().change(ring(0, 1, 2));
    awaitRest(ring(0, 1, 2));

    requireAll();
  }

  @Test
  void secondChangeIsRefusedWhileOneGoesOn() {
    store.ring().change(ring(0, 1, 2, 3));

    assertEquals(Reason.BUSY, refusal(store, ring(0, 1, 2, 4)));
    assertTrue(store.ring().change(ring(0, 1, 2, 3)).isChanging());
  }

  @Test
  void nodeThatHoldsSessionsIsRefused() {
    StoreKey key = Samples.freshKey();
    Session foreign = Samples.first(key, pool.clock(), "of another pool");
    pool.process(3).put("s:" + key.value(), RecordCodec.encode(foreign), RecordItems.tag(foreign));

    assertEquals(Reason.INVALID, refusal(store, ring(0, 1, 2, 3)));
    assertFalse(store.ring().view().isChanging());
  }

  @Test
  void nodeThatDoesNotAnswerIsRefused() {
    pool.process(3).kill();

    assertEquals(Reason.UNAVAILABLE, refusal(store, ring(0, 1, 2, 3)));
    assertEquals(3, store.nodes().size());
  }

  @Test
  void fewerThanThreeNodesAreRefused() {
    assertEquals(Reason.INVALID, refusal(store, ring(0, 1)));
  }

  @Test
  void changeIsRefusedWhileANodeThatStaysIsDown() {
    pool.process(2).kill();
    Await.until("it is down", () -> !MemcachedPool.isUp(store, 2));

    assertEquals(Reason.UNAVAILABLE, refusal(store, ring(0, 1, 2, 3)));
  }

  private static Reason refusal(MemcachedSessionStore store, List<PoolSettings.Node> nodes) {
    return assertThrows(RingChangeException.class, () -> store.ring().change(nodes)).reason();
  }

  private PoolSettings.Node node(int index) {
    return pool.node(index);
  }

  private List<PoolSettings.Node> ring(int... indexes) {
    List<PoolSettings.Node> nodes = new ArrayList<>();
    for (int index : indexes) {
      nodes.add(node(index));
    }
    return nodes;
  }

  private void awaitRest(List<PoolSettings.Node> nodes) {
    Await.until("it ends", () -> isAtRest(store, nodes) && isAtRest(other, nodes));
  }

  private static boolean isAtRest(MemcachedSessionStore replica, List<PoolSettings.Node> nodes) {
    RingView view = replica.ring().view();
    return !view.isChanging() && view.nodes().equals(nodes);
  }

  private Map<StoreKey, Session> create(SessionStore replica) {
    Map<StoreKey, Session> created = new HashMap<>();
    for (int i = 0; i < SESSIONS; i++) {
      StoreKey key = Samples.freshKey();
      Session session = Samples.first(key, pool.clock(), "payload " + i);
      assertInstanceOf(
          WriteOutcome.Applied.class, replica.write(key, Samples.create(session)), "created");
      created.put(key, session);
    }
    return created;
  }

  /** Saves half of the sessions, turn by turn through each replica, and creates some. */
  private void rewriteHalf() {
    List<StoreKey> keys = List.copyOf(sessions.keySet());
    for (int i = 0; i < keys.size() / 2; i++) {
      StoreKey key = keys.get(i);
      Session before = sessions.get(key);
      Session next = Samples.after(key, before, "again " + i);
      MemcachedSessionStore replica = i % 2 == 0 ? store : other;
      assertInstanceOf(
          WriteOutcome.Applied.class, replica.write(key, Samples.replace(before, next)));
      sessions.put(key, next);
    }
    sessions.putAll(create(other));
  }

  private void requireAll() {
    requireAll(store);
    requireAll(other);
  }

  private void requireAll(SessionStore replica) {
    sessions.forEach((key, session) -> assertEquals(new Lookup.Found(session), replica.find(key)));
  }

  private long recordsOn(int node) {
    return records(node).size();
  }

  private List<StoreKey> records(int node) {
    List<StoreKey> keys = new ArrayList<>();
    try (KeyDump dump = new KeyDump("127.0.0.1", pool.process(node).port())) {
      for (StoreKey key = dump.next(); key != null; key = dump.next()) {
        keys.add(key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }

  private void requireNoStrays(List<PoolSettings.Node> nodes) {
    Ring ring = new Ring(nodes.stream().map(n -> new Ring.Member(n.id(), n.weight())).toList());
    for (int node = 0; node < nodes.size(); node++) {
      String id = nodes.get(node).id();
      for (StoreKey key : records(node)) {
        assertTrue(ring.candidates(key, 3).contains(id), "a stray on " + id);
      }
    }
  }
}
