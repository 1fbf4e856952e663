package dev.holdfast.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes, hands over and frees locks. Within a replica a lock goes to its waiters in the order they
 * came, without a gap; waiters of different replicas look again every few milliseconds.
 */
final class Locks {
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);

  private final SessionStore store;
  private final LockQueue queue;
  private final InstantSource clock;

  Locks(SessionStore store, InstantSource clock) {
    this.store = store;
    this.queue = new LockQueue();
    this.clock = clock;
  }

  /** A lock that was taken, and what the key held then. */
  record Taken(Lookup lookup, Lease lease) {}

  /**
   * Takes the lock of a key, waiting in line until {@code deadline} if it is held. Who hangs up
   * meanwhile does not get it.
   */
  Answer<Taken> acquire(StoreKey key, LockWish wish, Instant deadline) {
    Answer<Taken> answer = take(key, wish, deadline);
    return answer instanceof Answer.Done<Taken>(Taken taken) && wish.caller().isGone()
        ? putBack(key, taken.lease())
        : answer;
  }

  /** A caller that asks again over another connection has a newer lease, and keeps it. */
  private Answer<Taken> putBack(StoreKey key, Lease lease) {
    releaseSame(key, lease);
    return abandoned();
  }

  private void releaseSame(StoreKey key, Lease lease) {
    if (store.holder(key).filter(lease::isSame).isPresent()) {
      release(key, lease.owner());
    }
  }

  private static Answer<Taken> abandoned() {
    return Answer.refused(ErrorCode.LOCK_HELD, "the caller hung up before the lock was its own");
  }

  private Answer<Taken> take(StoreKey key, LockWish wish, Instant deadline) {
    if (!queue.hasLine(key) || isHolder(key, wish.owner())) {
      Lease lease = wish.from(clock.instant());
      switch (tryFor(key, lease)) {
        case Acquisition.Acquired(var lookup) -> {
          return Answer.done(new Taken(lookup, lease));
        }
        case Acquisition.Held(var held) when !clock.instant().isBefore(deadline) -> {
          return refuseHeld(held.expireTime());
        }
        case Acquisition.Held _ -> {}
      }
    }
    return waitInLine(key, wish, deadline);
  }

  /**
   * Without an answer the lock may be taken, and its caller may neither ask again nor free it. One
   * that asks again has a newer lease.
   */
  private Acquisition tryFor(StoreKey key, Lease lease) {
    try {
      return store.acquire(key, lease);
    } catch (StoreUnavailableException e) {
      LateRelease.begin(() -> releaseSame(key, lease));
      throw e;
    }
  }

  private boolean isHolder(StoreKey key, OwnerToken owner) {
    return store.holder(key).filter(lease -> lease.owner().equals(owner)).isPresent();
  }

  private Answer<Taken> waitInLine(StoreKey key, LockWish wish, Instant deadline) {
    LockQueue.Waiter waiter = queue.join(key, wish);
    if (waiter == null) {
      return Answer.refused(
          ErrorCode.RATE_LIMITED, LockQueue.MAX_WAITERS + " callers wait for locks already");
    }
    try (Caller.Hook _ = wish.caller().onGone(() -> queue.abandon(waiter))) {
      return waitForTurn(key, waiter, deadline);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.refused(ErrorCode.DRAINING, "the wait was interrupted");
    } finally {
      queue.leave(waiter);
    }
  }

  private Answer<Taken> waitForTurn(StoreKey key, LockQueue.Waiter waiter, Instant deadline)
      throws InterruptedException {
    Instant nextLook = clock.instant();
    while (true) {
      boolean head = queue.isHead(waiter);
      Instant until = head && nextLook.isBefore(deadline) ? nextLook : deadline;
      switch (queue.await(waiter, nanosUntil(until))) {
        case GRANTED -> {
          return Answer.done(new Taken(read(key, waiter.granted()), waiter.granted()));
        }
        case DRAINED -> {
          return Answer.refused(ErrorCode.DRAINING, "this replica is stopping; ask another one");
        }
        case ABANDONED -> {
          return abandoned();
        }
        case WAITING, OFFERED -> {}
      }
      Answer<Taken> looked = look(key, waiter, deadline);
      if (looked != null) {
        return looked;
      }
      nextLook = clock.instant().plus(LOOK_INTERVAL);
    }
  }

  /** A lock whose caller cannot be told what it guards would be held for nobody. */
  private Lookup read(StoreKey key, Lease granted) {
    try {
      return store.find(key);
    } catch (StoreUnavailableException e) {
      release(key, granted.owner());
      throw e;
    }
  }

  /** Tries for the lock if it is this waiter's turn; null means to wait on. */
  private @Nullable Answer<Taken> look(StoreKey key, LockQueue.Waiter waiter, Instant deadline) {
    Instant now = clock.instant();
    boolean late = !now.isBefore(deadline);
    if (!queue.isHead(waiter)) {
      return late ? refuseHeld(store.holder(key).map(Lease::expireTime).orElse(now)) : null;
    }
    Lease lease = waiter.wish().from(now);
    return switch (tryFor(key, lease)) {
      case Acquisition.Acquired(var lookup) -> Answer.done(new Taken(lookup, lease));
      case Acquisition.Held(var held) -> late ? refuseHeld(held.expireTime()) : null;
    };
  }

  private Answer<Taken> refuseHeld(Instant expireTime) {
    Duration left = Duration.between(clock.instant(), expireTime);
    return Answer.refused(
        Refusal.of(ErrorCode.LOCK_HELD, "the lock is another owner's")
            .withRetryAfter(left.isNegative() ? Duration.ZERO : left));
  }

  private long nanosUntil(Instant end) {
    return Math.max(0, Duration.between(clock.instant(), end).toNanos());
  }

  /** Writes a record and does with its lock what the writer means to. */
  WriteOutcome write(StoreKey key, SessionWrite write, LockIntent intent) {
    return switch (intent) {
      case LockIntent.Ignore() -> store.write(key, write);
      case LockIntent.Clear() -> {
        WriteOutcome outcome = store.write(key, with(write, new LockUse.Clear()));
        queue.wakeHead(key);
        yield outcome;
      }
      case LockIntent.Use(LockClaim(var owner, var release)) ->
          release
              ? writeAndHandOver(key, write, owner)
              : store.write(key, with(write, new LockUse.Keep(owner)));
    };
  }

  private WriteOutcome writeAndHandOver(StoreKey key, SessionWrite write, OwnerToken owner) {
    try (HandOver handOver = new HandOver(key)) {
      WriteOutcome outcome =
          store.write(key, with(write, new LockUse.Release(owner, handOver.successor())));
      handOver.settle(hasLeft(outcome, LockState.RELEASED));
      if (hasLeft(outcome, LockState.LOST)) {
        // The writer is done and asks no more: a lock of which only nothing was heard is still its.
        LateRelease.begin(() -> releaseHeld(key, owner));
      }
      return outcome;
    }
  }

  private static boolean hasLeft(WriteOutcome outcome, LockState state) {
    return outcome instanceof WriteOutcome.Applied(_, var lock) && lock == state;
  }

  private static SessionWrite with(SessionWrite write, LockUse use) {
    return new SessionWrite(write.base(), write.next(), use);
  }

  /** Frees a lock, or hands it to whoever waits for it here. */
  LockState release(StoreKey key, OwnerToken owner) {
    try (HandOver handOver = new HandOver(key)) {
      LockState state = store.release(key, new LockUse.Release(owner, handOver.successor()));
      handOver.settle(state == LockState.RELEASED);
      return state;
    }
  }

  /**
   * Frees a lock whose owner is gone, if it has still the lease that the owner was given here: one
   * that asked again over another connection lives, and has a newer one. Else the lease ends. A
   * replica that drains closes connections itself, so that tells nothing of who was there.
   */
  void freeQuietly(StoreKey key, Lease lease) {
    if (!queue.isDrained()) {
      LateRelease.run(() -> releaseSame(key, lease));
    }
  }

  private void releaseHeld(StoreKey key, OwnerToken owner) {
    if (isHolder(key, owner)) {
      release(key, owner);
    }
  }

  /** Returns what became of a lock that a repeated write names. */
  LockState settle(StoreKey key, LockClaim claim) {
    if (claim.release()) {
      release(key, claim.owner());
      return LockState.RELEASED;
    }
    return isHolder(key, claim.owner()) ? LockState.HELD : LockState.LOST;
  }

  /** Returns how many callers wait in line. */
  int waiters() {
    return queue.size();
  }

  /** Turns every waiter away, now and from now on. */
  void drain() {
    queue.drain();
  }

  /** An offer to the head of a line, taken back unless it is settled. */
  private final class HandOver implements AutoCloseable {
    private final StoreKey key;
    private final LockQueue.@Nullable Waiter waiter;
    private final @Nullable Lease successor;
    private boolean granted;

    HandOver(StoreKey key) {
      this.key = key;
      waiter = queue.offer(key);
      successor = waiter == null ? null : waiter.wish().from(clock.instant());
    }

    @Nullable Lease successor() {
      return successor;
    }

    void settle(boolean released) {
      granted = released;
    }

    @Override
    public void close() {
      if (waiter == null) {
        queue.wakeHead(key);
      } else {
        queue.settle(waiter, granted ? successor : null);
      }
    }
  }
}
