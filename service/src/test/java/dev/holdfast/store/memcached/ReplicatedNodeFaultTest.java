package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.RecordCodec;
import dev.holdfast.store.Samples;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each node of a session in turn: the first copy, the second one, the witness. */
class ReplicatedNodeFaultTest {
  private final MemcachedPool pool = MemcachedPool.start(3);
  private final MemcachedSessionStore store = pool.replicated();
  private final StoreKey key = Samples.freshKey();
  private final Session first = Samples.first(key, pool.clock(), "first");
  private final Session second = Samples.after(key, first, "second");

  @AfterEach
  void close() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void killedNodeLosesNothingAndIsFilledWhenItIsBack(int place) {
    save(null, first);
    int node = pool.candidates(key).get(place);
    pool.process(node).kill();
    Await.until("the node is down", () -> !MemcachedPool.isUp(store, node));

    assertEquals(new Lookup.Found(first), store.find(key));
    save(first, second);
    assertEquals(new Lookup.Found(second), store.find(key));

    pool.process(node).startAgain();
    Await.until("the node is filled", () -> MemcachedPool.isUp(store, node));
    assertFalse(pool.process(node).ask("mg s:" + key.value() + "\r\n").startsWith("EN"));
    assertEquals(new Lookup.Found(second), pool.replicated().find(key));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void hungNodeStopsNeitherReadsNorWrites(int place) {
    save(null, first);
    int node = pool.candidates(key).get(place);
    pool.process(node).hang();

    assertEquals(new Lookup.Found(first), store.find(key));
    save(first, second);
    assertEquals(new Lookup.Found(second), store.find(key));

    pool.process(node).resume();
    assertEquals(new Lookup.Found(second), store.find(key));
    assertEquals(new Lookup.Found(second), pool.replicated().find(key));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void nodeThatReturnsWithAnOldStateIsOutvoted(int place) {
    save(null, first);
    int node = pool.candidates(key).get(place);
    Await.until(
        "the witness has it, too",
        () -> pool.process(node).ask("mg " + item() + "\r\n").startsWith("HD"));
    save(first, second);
    pool.process(node).kill();
    Await.until("the node is down", () -> !MemcachedPool.isUp(store, node));

    pool.process(node).startAgain();
    byte[] old = RecordCodec.encode(first);
    pool.process(node).put(item(), old, RecordItems.tag(first));

    assertEquals(new Lookup.Found(second), store.find(key));
    Await.until("the node is filled", () -> MemcachedPool.isUp(store, node));
    assertEquals(new Lookup.Found(second), store.find(key));
    assertEquals(new Lookup.Found(second), pool.replicated().find(key));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void endedSessionStaysEndedWhenANodeReturnsThatMissedIt(int place) {
    save(null, first);
    int node = pool.candidates(key).get(place);
    pool.process(node).hang();
    Session tombstone = Samples.ended(key, first);
    save(first, tombstone);
    pool.process(node).resume();

    assertInstanceOf(Lookup.Ended.class, store.find(key));
    assertInstanceOf(Lookup.Ended.class, pool.replicated().find(key));
  }

  @Test
  void lockOfADeadNodeIsToldAsLostAndTheSaveIsApplied() {
    save(null, first);
    OwnerToken owner = Samples.freshOwner();
    Lease lease = Samples.lease(owner, pool.clock());
    assertInstanceOf(Acquisition.Acquired.class, store.acquire(key, lease));
    int home = pool.candidates(key).getFirst();
    pool.process(home).kill();
    Await.until("the node is down", () -> !MemcachedPool.isUp(store, home));

    var write = Samples.replace(first, second, new LockUse.Release(owner, null));
    var applied = assertInstanceOf(WriteOutcome.Applied.class, store.write(key, write));

    assertEquals(LockState.LOST, applied.lock());
    assertInstanceOf(
        Acquisition.Acquired.class,
        store.acquire(key, Samples.lease(Samples.freshOwner(), pool.clock())));
  }

  @Test
  void lockIsFreedWhereItWasTakenWhenTheHomeHasChanged() {
    save(null, first);
    int home = pool.candidates(key).getFirst();
    pool.process(home).hang();
    Await.until("the node is down", () -> !MemcachedPool.isUp(store, home));
    OwnerToken owner = Samples.freshOwner();
    assertInstanceOf(
        Acquisition.Acquired.class, store.acquire(key, Samples.lease(owner, pool.clock())));
    pool.process(home).resume();
    Await.until("the node is back", () -> MemcachedPool.isUp(store, home));

    var write = Samples.replace(first, second, new LockUse.Release(owner, null));
    var applied = assertInstanceOf(WriteOutcome.Applied.class, store.write(key, write));

    assertEquals(LockState.RELEASED, applied.lock());
    int second = pool.candidates(key).get(1);
    assertTrue(pool.process(second).ask("mg " + lock()).startsWith("EN"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lockThatIsLeftOnANodeThatWasAwayIsFreedWhenItsOwnerIsDone(boolean writes) {
    save(null, first);
    OwnerToken owner = Samples.freshOwner();
    Lease lease = new Lease(owner, pool.clock().instant().plus(Duration.ofMinutes(1)));
    assertInstanceOf(Acquisition.Acquired.class, store.acquire(key, lease));
    int home = pool.candidates(key).getFirst();
    pool.process(home).hang();
    Await.until("the node is down", () -> !MemcachedPool.isUp(store, home));
    assertInstanceOf(Acquisition.Acquired.class, store.acquire(key, lease));

    var release = new LockUse.Release(owner, null);
    if (writes) {
      store.write(key, Samples.replace(first, second, release));
    } else {
      assertEquals(LockState.RELEASED, store.release(key, release));
    }
    pool.process(home).resume();

    Await.until(
        "no node has a lock",
        () ->
            pool.candidates(key).stream()
                .allMatch(node -> pool.process(node).ask("mg " + lock()).startsWith("EN")));
  }

  private String lock() {
    return "l:" + key.value() + "\r\n";
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stateThatNobodyCanProveIsNotOfferedByAReplicaThatKnowsANewerOne(boolean ended) {
    MemcachedSessionStore other = pool.replicated();
    save(null, first);
    assertEquals(new Lookup.Found(first), other.find(key));
    save(first, ended ? Samples.ended(key, first) : second);
    var nodes = pool.candidates(key);
    byte[] old = RecordCodec.encode(first);
    pool.process(nodes.get(0)).put(item(), old, RecordItems.tag(first));
    pool.process(nodes.get(1)).hang();
    pool.process(nodes.get(2)).hang();

    assertEquals(new Lookup.Unverified(first), other.find(key));
    assertEquals(new Lookup.Unverified(null), store.find(key));
  }

  private String item() {
    return "s:" + key.value();
  }

  private void save(Session base, Session next) {
    var write = base == null ? Samples.create(next) : Samples.replace(base, next);
    assertInstanceOf(WriteOutcome.Applied.class, store.write(key, write));
  }
}
