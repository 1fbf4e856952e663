package dev.holdfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Locks: taken, renewed, handed over, run out. */
public interface LockContract extends StoreUnderTest {
  /** Takes the lock for an owner that must get it. */
  default Lease held(StoreKey key, OwnerToken owner) {
    Lease lease = Samples.lease(owner, clock());
    assertEquals(new Acquisition.Acquired(store().find(key)), store().acquire(key, lease));
    return lease;
  }

  @Test
  default void acquireAnswersAbsentWhenFreeAndNothingIsThere() {
    Lease lease = Samples.lease(Samples.freshOwner(), clock());

    assertEquals(
        new Acquisition.Acquired(new Lookup.Absent()), store().acquire(Samples.freshKey(), lease));
  }

  @Test
  default void acquireAnswersTheRecordWhenFree() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);

    var taken = store().acquire(key, Samples.lease(Samples.freshOwner(), clock()));

    assertEquals(new Acquisition.Acquired(new Lookup.Found(first)), taken);
    assertEquals(Optional.of(first), store().recall(key));
  }

  @Test
  default void acquireTellsTheLeaseWhenAnotherHoldsIt() {
    StoreKey key = Samples.freshKey();
    Lease lease = held(key, Samples.freshOwner());

    var refused = store().acquire(key, Samples.lease(Samples.freshOwner(), clock()));

    assertEquals(new Acquisition.Held(lease), refused);
    assertEquals(Optional.of(lease), store().holder(key));
  }

  @Test
  default void acquireGivesTheNewLeaseWhenTheCallerHoldsIt() {
    StoreKey key = Samples.freshKey();
    OwnerToken owner = Samples.freshOwner();
    held(key, owner);
    clock().advance(Duration.ofSeconds(2));

    Lease again = held(key, owner);

    assertEquals(Optional.of(again), store().holder(key));
  }

  @Test
  default void acquireTakesTheLockWhenTheLeaseHasRunOut() {
    StoreKey key = Samples.freshKey();
    held(key, Samples.freshOwner());
    clock().advance(Duration.ofSeconds(5));

    Lease next = held(key, Samples.freshOwner());

    assertEquals(Optional.of(next), store().holder(key));
  }

  @Test
  default void acquireGivesTheLockToExactlyOneWhenManyAsk() {
    StoreKey key = Samples.freshKey();
    List<OwnerToken> owners = Stream.generate(Samples::freshOwner).limit(16).toList();

    List<Acquisition> answers =
        Crowd.all(owners, owner -> store().acquire(key, Samples.lease(owner, clock())));

    assertEquals(1, answers.stream().filter(a -> a instanceof Acquisition.Acquired).count());
  }

  @Test
  default void holderAnswersNobodyWhenFree() {
    assertEquals(Optional.empty(), store().holder(Samples.freshKey()));
  }

  @Test
  default void holderAnswersNobodyWhenTheLeaseHasRunOut() {
    StoreKey key = Samples.freshKey();
    held(key, Samples.freshOwner());

    clock().advance(Duration.ofSeconds(5));

    assertEquals(Optional.empty(), store().holder(key));
  }

  @Test
  default void renewGivesTheNewLeaseWhenTheCallerHoldsIt() {
    StoreKey key = Samples.freshKey();
    OwnerToken owner = Samples.freshOwner();
    held(key, owner);
    clock().advance(Duration.ofSeconds(3));
    Lease longer = Samples.lease(owner, clock());

    assertTrue(store().renew(key, longer));

    assertEquals(Optional.of(longer), store().holder(key));
  }

  @Test
  default void renewRefusesWhenAnotherHoldsIt() {
    StoreKey key = Samples.freshKey();
    Lease lease = held(key, Samples.freshOwner());

    assertFalse(store().renew(key, Samples.lease(Samples.freshOwner(), clock())));

    assertEquals(Optional.of(lease), store().holder(key));
  }

  @Test
  default void renewRefusesWhenTheLeaseHasRunOut() {
    StoreKey key = Samples.freshKey();
    OwnerToken owner = Samples.freshOwner();
    held(key, owner);
    clock().advance(Duration.ofSeconds(5));

    assertFalse(store().renew(key, Samples.lease(owner, clock())));

    assertEquals(Optional.empty(), store().holder(key));
  }

  @Test
  default void releaseFreesTheLockWhenTheCallerHoldsIt() {
    StoreKey key = Samples.freshKey();
    OwnerToken owner = Samples.freshOwner();
    held(key, owner);

    assertEquals(LockState.RELEASED, store().release(key, new LockUse.Release(owner, null)));

    assertEquals(Optional.empty(), store().holder(key));
  }

  @Test
  default void releaseFreesTheLockWhenItWasRenewedBefore() {
    StoreKey key = Samples.freshKey();
    OwnerToken owner = Samples.freshOwner();
    held(key, owner);
    store().renew(key, Samples.lease(owner, clock()));

    assertEquals(LockState.RELEASED, store().release(key, new LockUse.Release(owner, null)));

    assertEquals(Optional.empty(), store().holder(key));
  }

  @Test
  default void releaseHandsTheLockOverWhenThereIsASuccessor() {
    StoreKey key = Samples.freshKey();
    OwnerToken owner = Samples.freshOwner();
    held(key, owner);
    Lease next = Samples.lease(Samples.freshOwner(), clock());

    assertEquals(LockState.RELEASED, store().release(key, new LockUse.Release(owner, next)));

    assertEquals(Optional.of(next), store().holder(key));
  }

  @Test
  default void releaseTellsLostAndChangesNothingWhenAnotherHoldsIt() {
    StoreKey key = Samples.freshKey();
    Lease lease = held(key, Samples.freshOwner());
    LockUse.Release release = new LockUse.Release(Samples.freshOwner(), null);

    assertEquals(LockState.LOST, store().release(key, release));

    assertEquals(Optional.of(lease), store().holder(key));
  }

  @Test
  default void releaseTellsLostWhenFree() {
    LockUse.Release release = new LockUse.Release(Samples.freshOwner(), null);

    assertEquals(LockState.LOST, store().release(Samples.freshKey(), release));
  }

  @Test
  default void releaseTellsLostWhenTheLeaseHasRunOut() {
    StoreKey key = Samples.freshKey();
    OwnerToken owner = Samples.freshOwner();
    held(key, owner);
    clock().advance(Duration.ofSeconds(5));

    assertEquals(LockState.LOST, store().release(key, new LockUse.Release(owner, null)));
  }

  @Test
  default void releaseTellsLostWhenAnotherTookTheLockMeanwhile() {
    StoreKey key = Samples.freshKey();
    OwnerToken slow = Samples.freshOwner();
    held(key, slow);
    clock().advance(Duration.ofSeconds(5));
    Lease taken = held(key, Samples.freshOwner());

    assertEquals(LockState.LOST, store().release(key, new LockUse.Release(slow, null)));

    assertEquals(Optional.of(taken), store().holder(key));
  }
}
