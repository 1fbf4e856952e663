package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real nodes that are killed, stopped and started again. */
class NodeFaultTest {
  private final MemcachedPool pool = MemcachedPool.start(reads(), 3);
  private final MemcachedSessionStore store = pool.replica();
  private final StoreKey key = pool.keyOn(0);
  private final StoreKey elsewhere = pool.keyOn(1);

  /** Returns where the answers of the nodes are read. */
  ReadLoop reads() {
    return ReadLoop.NONE;
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void findFailsAndNeverAnswersAbsentWhenTheNodeIsKilled() {
    Session first = created(key);
    Session other = created(elsewhere);

    pool.process(0).kill();

    for (int i = 0; i < 50; i++) {
      assertThrows(StoreUnavailableException.class, () -> store.find(key));
      assertEquals(new Lookup.Found(other), store.find(elsewhere));
    }
    Await.until("the node is down", () -> !MemcachedPool.isUp(store, 0));
    assertThrows(StoreUnavailableException.class, () -> store.find(key));
    assertThrows(
        StoreUnavailableException.class,
        () -> store.write(key, Samples.replace(first, Samples.after(key, first, "second"))));
    assertThrows(StoreUnavailableException.class, () -> store.slide(key, first));
    assertThrows(StoreUnavailableException.class, () -> store.holder(key));
    assertThrows(
        StoreUnavailableException.class,
        () -> store.acquire(key, Samples.lease(Samples.freshOwner(), pool.clock())));
  }

  @Test
  void findAnswersWhatTheNodeSaysWhenItRestartedEmpty() {
    Session first = created(key);

    restart();

    assertEquals(new Lookup.Absent(), store.find(key));
    assertInstanceOf(
        WriteOutcome.Conflict.class,
        store.write(key, Samples.replace(first, Samples.after(key, first, "second"))));
    assertInstanceOf(WriteOutcome.Applied.class, store.write(key, Samples.create(first)));
  }

  @Test
  void writeIsRefusedWhenItsBaseIsFromBeforeARestartAndTheCasHappensToMatch() {
    Session mine = created(key);
    restart();
    MemcachedSessionStore rival = pool.replica();
    Session theirs = Samples.first(key, pool.clock(), "theirs");
    rival.write(key, Samples.create(theirs));
    assertEquals(cas(key), 1, "the restarted node counts from the beginning");

    var late = store.write(key, Samples.replace(mine, Samples.after(key, mine, "late")));

    assertEquals(
        new Lookup.Found(theirs), assertInstanceOf(WriteOutcome.Conflict.class, late).current());
    assertEquals(new Lookup.Found(theirs), rival.find(key));
  }

  @Test
  void callsFailFastAndOtherNodesGoOnWhenTheNodeHangs() {
    Session first = created(key);
    Session other = created(elsewhere);

    pool.process(0).hang();

    assertThrows(StoreUnavailableException.class, () -> store.find(key));
    assertEquals(new Lookup.Found(other), store.find(elsewhere));
    Await.until("the breaker is open", () -> !MemcachedPool.isUp(store, 0));
    long refusedBefore = refused();
    for (int i = 0; i < 1000; i++) {
      assertThrows(StoreUnavailableException.class, () -> store.find(key));
    }
    assertTrue(refused() - refusedBefore >= 1000, "each was refused without being sent");

    pool.process(0).resume();

    Await.until("the node is back", () -> MemcachedPool.isUp(store, 0));
    assertEquals(new Lookup.Found(first), store.find(key));
  }

  @Test
  void writeIsUnknownAndHarmlessWhenTheNodeHangsAndResumes() {
    Session first = created(key);
    Session abandoned = Samples.after(key, first, "abandoned");
    pool.process(0).hang();

    assertThrows(
        OutcomeUnknownException.class, () -> store.write(key, Samples.replace(first, abandoned)));

    pool.process(0).resume();
    Await.until("the node is back", () -> MemcachedPool.isUp(store, 0));
    assertInstanceOf(
        WriteOutcome.Applied.class,
        store.write(key, Samples.replace(first, abandoned)),
        "it ran meanwhile, or runs now: the same version either way");
    assertEquals(new Lookup.Found(abandoned), store.find(key));
  }

  @Test
  void abandonedWriteNeverReplacesANewerOneWhenTheNodeResumes() {
    for (int round = 0; round < 5; round++) {
      StoreKey each = pool.keyOn(0);
      Session first = created(each);
      Session abandoned = Samples.after(each, first, "abandoned");
      pool.process(0).hang();
      assertThrows(
          RuntimeException.class, () -> store.write(each, Samples.replace(first, abandoned)));
      pool.process(0).resume();
      Await.until("the node is back", () -> MemcachedPool.isUp(store, 0));

      Session newest = overwrite(each);
      Await.until("the node has read all", () -> pool.process(0).ask("mn\r\n").startsWith("MN"));

      assertEquals(new Lookup.Found(newest), store.find(each), "round " + round);
    }
  }

  @Test
  void createIsUnknownAndRepeatableWhenTheNodeHangs() {
    Session first = Samples.first(key, pool.clock(), "first");
    pool.process(0).hang();

    assertThrows(OutcomeUnknownException.class, () -> store.write(key, Samples.create(first)));

    pool.process(0).resume();
    Await.until("the node is back", () -> MemcachedPool.isUp(store, 0));
    assertInstanceOf(WriteOutcome.Applied.class, store.write(key, Samples.create(first)));
    assertEquals(new Lookup.Found(first), store.find(key));
  }

  @Test
  void writeIsNotSentWhenTheNodeIsKnownToBeDown() {
    Session first = created(key);
    pool.process(0).hang();
    Await.until("the breaker is open", () -> !MemcachedPool.isUp(store, 0));

    assertThrows(
        StoreUnavailableException.class,
        () -> store.write(key, Samples.replace(first, Samples.after(key, first, "second"))));

    pool.process(0).resume();
    Await.until("the node is back", () -> MemcachedPool.isUp(store, 0));
    assertEquals(new Lookup.Found(first), store.find(key));
  }

  @Test
  void nodesTellTheReasonWhenOneIsDown() {
    pool.process(0).hang();
    Await.until("the breaker is open", () -> !MemcachedPool.isUp(store, 0));

    NodeView view = store.nodes().getFirst();

    assertEquals("node-0", view.id());
    assertTrue(view.reason().contains("silent"), view.reason());
    assertTrue(MemcachedPool.isUp(store, 1) && MemcachedPool.isUp(store, 2));
  }

  @Test
  void storeWorksAgainWhenTheNodeHangsTwice() {
    Session first = created(key);
    for (int i = 0; i < 2; i++) {
      pool.process(0).hang();
      Await.until("the breaker is open", () -> !MemcachedPool.isUp(store, 0));
      pool.process(0).resume();
      Await.until("the node is back", () -> MemcachedPool.isUp(store, 0));
      assertEquals(new Lookup.Found(first), store.find(key));
    }
  }

  private Session created(StoreKey each) {
    Session first = Samples.first(each, pool.clock(), "first");
    assertInstanceOf(WriteOutcome.Applied.class, store.write(each, Samples.create(first)));
    return first;
  }

  /** Writes over whatever is there. */
  private Session overwrite(StoreKey each) {
    while (true) {
      Session current = assertInstanceOf(Lookup.Found.class, store.find(each)).session();
      Session next = Samples.after(each, current, "newest");
      if (store.write(each, Samples.replace(current, next)) instanceof WriteOutcome.Applied) {
        return next;
      }
    }
  }

  private void restart() {
    pool.process(0).kill();
    Await.until("the node is down", () -> !MemcachedPool.isUp(store, 0));
    pool.process(0).startAgain();
    Await.until("the node is back", () -> MemcachedPool.isUp(store, 0));
  }

  private int cas(StoreKey each) {
    String answer = pool.process(0).ask("mg s:" + each.value() + " c\r\n");
    return Integer.parseInt(answer.trim().substring("HD c".length()));
  }

  private long refused() {
    return store.tally(0).refused().sum();
  }
}
