package dev.holdfast.store.memcached;

import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.StoreKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The locks that owners have left behind. The home of a lock is the first node of its key that is
 * in service, so it moves with the health of the nodes: an owner that had to ask twice may have a
 * lock on two nodes, and frees one of them. What it has left on another one would hold up the next
 * owner, once that node is the home again, until the lease is over. So the nodes of such a key are
 * searched in the background when its owner is done, those that are out of service as soon as they
 * are back. What is not found in the time of a usual lease is left to the lease. Safe for use by
 * many threads; no method waits.
 */
final class StrayLocks {
  private static final int AT_ONCE = 256;
  private static final int LOOKS = 10;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5); // doubled: five seconds in all

  private final Supplier<Placement> placement;
  private final LockItems locks;
  private final Supplier<Deadline> deadlines;
  private final Places<OwnerToken> away = new Places<>(System::nanoTime);
  private final Semaphore turns = new Semaphore(AT_ONCE);

  /**
   * @param placement gives each key its nodes, as the ring is now
   * @param deadlines makes one for each look
   */
  StrayLocks(Supplier<Placement> placement, LockItems locks, Supplier<Deadline> deadlines) {
    this.placement = placement;
    this.locks = locks;
    this.deadlines = deadlines;
  }

  /** Notes who is about to take a lock while the first node of its key is passed over. */
  void expect(StoreKey key, OwnerToken owner) {
    NodeLink first = placement.get().of(key).nodes().getFirst().link();
    if (first == null || !first.isTrusted() || first.isLagging()) {
      away.put(key, owner);
    }
  }

  /** Searches if the owner may have left something: nothing was heard, or it was noted. */
  void follow(StoreKey key, LockUse use, LockState state) {
    if (use instanceof LockUse.Release(OwnerToken owner, _)
        && (state == LockState.LOST || owner.equals(away.get(key)))
        && turns.tryAcquire()) {
      Thread.startVirtualThread(() -> search(key, owner));
    }
  }

  private void search(StoreKey key, OwnerToken owner) {
    try {
      Set<PoolNode> open = new HashSet<>(placement.get().of(key).nodes());
      for (int look = 0; look < LOOKS && !open.isEmpty(); look++) {
        LockSupport.parkNanos(this, look == 0 ? 0 : FIRST_PAUSE.toNanos() << look);
        open.removeIf(node -> isRidOf(node, key, owner));
      }
    } finally {
      turns.release();
    }
  }

  private boolean isRidOf(PoolNode node, StoreKey key, OwnerToken owner) {
    NodeLink link = node.link();
    if (link == null) {
      return false;
    }
    try {
      Deadline deadline = deadlines.get();
      LockItem item = LockItem.of(Replies.await(locks.sendGet(link, key, deadline)), link);
      return item.of(owner, locks.now()) == null
          || Replies.await(locks.sendHand(item, key, null, deadline)) instanceof Reply.Done;
    } catch (NoAnswerException _) {
      return false;
    }
  }
}
