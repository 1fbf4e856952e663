package dev.holdfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a write does with the lock beside it. */
public interface LockUseContract extends StoreUnderTest {
  /** Takes the lock of a key for an owner, who must get it. */
  private Lease taken(StoreKey key, OwnerToken owner) {
    Lease lease = Samples.lease(owner, clock());
    assertEquals(new Acquisition.Acquired(store().find(key)), store().acquire(key, lease));
    return lease;
  }

  /** Saves over a first state with this use of the lock, and returns what became of the lock. */
  private LockState saved(StoreKey key, Session first, LockUse use) {
    Session next = Samples.after(key, first, "next");
    return applied(store().write(key, Samples.replace(first, next, use))).lock();
  }

  @Test
  default void writeLeavesTheLockAloneWhenItNamesNone() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Lease lease = taken(key, Samples.freshOwner());

    assertEquals(LockState.NONE, saved(key, first, LockUse.NONE));

    assertEquals(Optional.of(lease), store().holder(key));
  }

  @Test
  default void writeTellsHeldWhenTheCallerKeepsIt() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    OwnerToken owner = Samples.freshOwner();
    Lease lease = taken(key, owner);

    assertEquals(LockState.HELD, saved(key, first, new LockUse.Keep(owner)));

    assertEquals(Optional.of(lease), store().holder(key));
  }

  @Test
  default void writeAppliesAndTellsLostWhenTheCallerKeepsWhatIsAnothers() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    taken(key, Samples.freshOwner());

    assertEquals(LockState.LOST, saved(key, first, new LockUse.Keep(Samples.freshOwner())));
  }

  @Test
  default void writeFreesTheLockWhenTheCallerReleasesIt() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    OwnerToken owner = Samples.freshOwner();
    taken(key, owner);

    assertEquals(LockState.RELEASED, saved(key, first, new LockUse.Release(owner, null)));

    assertEquals(Optional.empty(), store().holder(key));
  }

  @Test
  default void writeFreesTheLockWhenItCreatesTheSession() {
    StoreKey key = Samples.freshKey();
    OwnerToken owner = Samples.freshOwner();
    taken(key, owner);
    var create =
        new SessionWrite(
            null, Samples.first(key, clock(), "new"), new LockUse.Release(owner, null));

    assertEquals(LockState.RELEASED, applied(store().write(key, create)).lock());

    assertEquals(Optional.empty(), store().holder(key));
  }

  @Test
  default void writeHandsTheLockOverWhenThereIsASuccessor() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    OwnerToken owner = Samples.freshOwner();
    taken(key, owner);
    Lease next = Samples.lease(Samples.freshOwner(), clock());

    assertEquals(LockState.RELEASED, saved(key, first, new LockUse.Release(owner, next)));

    assertEquals(Optional.of(next), store().holder(key));
  }

  @Test
  default void writeAppliesAndLeavesTheLockWhenTheCallerReleasesWhatIsAnothers() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Lease lease = taken(key, Samples.freshOwner());
    LockUse.Release release = new LockUse.Release(Samples.freshOwner(), null);

    assertEquals(LockState.LOST, saved(key, first, release));

    assertEquals(Optional.of(lease), store().holder(key));
  }

  @Test
  default void writeFreesAnybodysLockWhenItClears() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    taken(key, Samples.freshOwner());

    assertEquals(LockState.RELEASED, saved(key, first, new LockUse.Clear()));

    assertEquals(Optional.empty(), store().holder(key));
  }

  @Test
  default void writeFreesTheLockWhenItIsRefused() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    store().write(key, Samples.replace(first, Samples.after(key, first, "second")));
    OwnerToken owner = Samples.freshOwner();
    taken(key, owner);
    Session late = Samples.after(key, first, "late");

    refused(store().write(key, Samples.replace(first, late, new LockUse.Release(owner, null))));

    assertEquals(Optional.empty(), store().holder(key));
  }
}
