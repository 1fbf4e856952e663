package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SessionStoreContract;
import dev.holdfast.store.SteerableClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemcachedSessionStoreTest implements SessionStoreContract {
  private static MemcachedPool pool;
  private static MemcachedSessionStore store;
  private static MemcachedSessionStore other;

  @BeforeAll
  static void start() {
    pool = MemcachedPool.start(3);
    store = pool.replica();
    other = pool.replica();
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Override
  public SessionStore store() {
    return store;
  }

  @Override
  public SteerableClock clock() {
    return pool.clock();
  }

  @Override
  public Durability durability() {
    return Durability.ONE_COPY;
  }

  @Test
  void findAnswersTheNewestWhenAnotherReplicaWroteIt() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session second = Samples.after(key, first, "second");

    applied(other.write(key, Samples.replace(first, second)));

    assertEquals(new Lookup.Found(second), store.find(key));
  }

  @Test
  void writeConflictsWhenAnotherReplicaWasFasterThanTheRememberedBase() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session second = Samples.after(key, first, "second");
    other.write(key, Samples.replace(first, second));

    var late = store.write(key, Samples.replace(first, Samples.after(key, first, "late")));

    assertEquals(new Lookup.Found(second), refused(late).current());
    assertEquals(Optional.of(second), store.recall(key));
  }

  @Test
  void writeAppliesWhenAnotherReplicaHasWrittenTheSameVersion() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session second = Samples.after(key, first, "second");
    applied(other.write(key, Samples.replace(first, second)));

    applied(store.write(key, Samples.replace(first, second)));
  }

  @Test
  void writeAppliesWhenAnotherReplicaSlidTheBase() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    other.slide(key, first.withTimes(first.times().slidTo(clock().instant().plusSeconds(60))));
    Session second = Samples.after(key, first, "second");

    applied(store.write(key, Samples.replace(first, second)));

    assertEquals(new Lookup.Found(second), other.find(key));
  }

  @Test
  void slideKeepsTheLaterEndWhenAnotherReplicaSlidFurther() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session far = first.withTimes(first.times().slidTo(clock().instant().plusSeconds(90)));
    other.slide(key, far);

    assertTrue(
        store.slide(key, first.withTimes(first.times().slidTo(clock().instant().plusSeconds(60)))));

    assertEquals(new Lookup.Found(far), other.find(key));
  }

  @Test
  void writeReleasesTheLockWhenItWasTakenThroughAnotherReplica() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    OwnerToken owner = Samples.freshOwner();
    other.acquire(key, Samples.lease(owner, clock()));
    var write =
        Samples.replace(
            first, Samples.after(key, first, "second"), new LockUse.Release(owner, null));

    assertEquals(LockState.RELEASED, applied(store.write(key, write)).lock());

    assertEquals(Optional.empty(), other.holder(key));
  }

  @Test
  void writeReleasesTheLockWhenItWasRenewedThroughAnotherReplica() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    OwnerToken owner = Samples.freshOwner();
    store.acquire(key, Samples.lease(owner, clock()));
    assertTrue(other.renew(key, Samples.lease(owner, clock())));
    var write =
        Samples.replace(
            first, Samples.after(key, first, "second"), new LockUse.Release(owner, null));

    assertEquals(LockState.RELEASED, applied(store.write(key, write)).lock());

    assertEquals(Optional.empty(), store.holder(key));
  }

  @Test
  void writeLeavesTheLockWhenAnotherTookItThroughAnotherReplica() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    OwnerToken owner = Samples.freshOwner();
    store.acquire(key, Samples.lease(owner, clock()));
    other.release(key, new LockUse.Release(owner, null));
    Lease taken = Samples.lease(Samples.freshOwner(), clock());
    other.acquire(key, taken);
    var write =
        Samples.replace(
            first, Samples.after(key, first, "second"), new LockUse.Release(owner, null));

    assertEquals(LockState.LOST, applied(store.write(key, write)).lock());

    assertEquals(Optional.of(taken), store.holder(key));
  }

  @Test
  void writeIsRefusedAndTheOldValueStaysWhenTheNodeHasNoRoomForItsSize() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session huge = Samples.after(key, first, Samples.payload(1024 * 1024));

    var thrown =
        assertThrows(
            PayloadTooLargeException.class, () -> store.write(key, Samples.replace(first, huge)));

    assertTrue(thrown.getMessage().contains("expected: at most 10484"), thrown.getMessage());
    assertEquals(new Lookup.Found(first), store.find(key));
  }

  @Test
  void writeAppliesWhenTheRecordIsAsLargeAsTheLimitAllows() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session last = first;
    for (int size = 1_048_576 - 600; size < 1_048_576; size++) {
      Session next = Samples.after(key, last, Samples.payload(size));
      try {
        applied(store.write(key, Samples.replace(last, next)));
      } catch (PayloadTooLargeException _) {
        break;
      }
      last = next;
    }

    assertTrue(last.payload().size() > 1_048_000, "largest: " + last.payload().size());
    assertEquals(new Lookup.Found(last), store.find(key));
  }

  @Test
  void findAnswersUnverifiedWhenTheItemCannotBeRead() {
    StoreKey key = pool.keyOn(0);
    pool.process(0).ask("ms s:" + key.value() + " 7 T60\r\ngarbage\r\n");

    assertEquals(new Lookup.Unverified(null), store.find(key));
  }

  @Test
  void writeConflictsWithUnverifiedWhenTheItemCannotBeRead() {
    StoreKey key = pool.keyOn(0);
    pool.process(0).ask("ms s:" + key.value() + " 7 T60\r\ngarbage\r\n");
    Session first = Samples.first(key, clock(), "first");

    var outcome = store.write(key, Samples.create(first));

    assertEquals(new Lookup.Unverified(null), refused(outcome).current());
  }

  @Test
  void acquireTakesTheLockWhenItsItemCannotBeRead() {
    StoreKey key = pool.keyOn(0);
    pool.process(0).ask("ms l:" + key.value() + " 7 T60\r\ngarbage\r\n");
    Lease lease = Samples.lease(Samples.freshOwner(), clock());

    store.acquire(key, lease);

    assertEquals(Optional.of(lease), store.holder(key));
  }

  @Test
  void itemCarriesTheTagOfTheVersionAndExpiresAfterEndAndSlackWhenWritten() {
    StoreKey key = pool.keyOn(1);
    Session first = created(key);

    String[] answer = pool.process(1).ask("mg s:" + key.value() + " f t\r\n").trim().split(" ");

    assertEquals("HD", answer[0]);
    assertEquals("f" + Integer.toUnsignedString(RecordItems.tag(first)), answer[1]);
    int seconds = Integer.parseInt(answer[2].substring(1));
    assertTrue(seconds > 34 * 60 && seconds <= 35 * 60, "expires in " + seconds);
  }

  @Test
  void toStringTellsTheNodesWhenAsked() {
    assertEquals(
        "MemcachedSessionStore[node-0, node-1, node-2] with one copy of each session",
        store.toString());
  }

  @Test
  void nodesAreAllUpWhenAllAnswer() {
    assertEquals(List.of(true, true, true), store.nodes().stream().map(NodeView::up).toList());
    assertEquals("127.0.0.1:" + pool.process(0).port(), store.nodes().getFirst().address());
  }
}
