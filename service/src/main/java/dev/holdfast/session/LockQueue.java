package dev.holdfast.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The waiters of this replica for held locks: one line a key, first in, first out. Whoever frees a
 * lock offers it to the head of its line, so that no newcomer slips in between.
 */
final class LockQueue {
  /** How many callers may wait at once before more are turned away. */
  static final int MAX_WAITERS = 10_000;

  /** Where a waiter stands. */
  enum State {
    /** In line. */
    WAITING,
    /** Somebody is giving it the lock; soon it is GRANTED, or WAITING again. */
    OFFERED,
    /** The lock is its own. */
    GRANTED,
    /** The replica stops. */
    DRAINED,
    /** Its caller has hung up. */
    ABANDONED
  }

  /** One caller in a line. All fields are guarded by the queue's mutex. */
  static final class Waiter {
    private final StoreKey key;
    private final LockWish wish;
    private final Condition changed;
    private State state = State.WAITING;
    private boolean woken;
    private @Nullable Lease granted;

    private Waiter(StoreKey key, LockWish wish, Condition changed) {
      this.key = key;
      this.wish = wish;
      this.changed = changed;
    }

    LockWish wish() {
      return wish;
    }

    /** Returns the lease of a lock that was handed over. */
    Lease granted() {
      if (granted == null) {
        throw new IllegalStateException("nothing was granted: " + state);
      }
      return granted;
    }

    private void become(State next) {
      state = next;
      woken = true;
      changed.signal();
    }
  }

  private final ReentrantLock mutex = new ReentrantLock();
  private final Map<StoreKey, Deque<Waiter>> lines = new HashMap<>();
  private int waiting;
  private boolean drained;

  /** Joins the line of a key, or returns null when too many wait already. */
  @Nullable Waiter join(StoreKey key, LockWish wish) {
    mutex.lock();
    try {
      if (waiting == MAX_WAITERS) {
        return null;
      }
      Waiter waiter = new Waiter(key, wish, mutex.newCondition());
      waiter.state = drained ? State.DRAINED : State.WAITING;
      lines.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(waiter);
      waiting++;
      return waiter;
    } finally {
      mutex.unlock();
    }
  }

  /** Leaves the line and wakes the next one. */
  void leave(Waiter waiter) {
    mutex.lock();
    try {
      Deque<Waiter> line = lines.get(waiter.key);
      if (line == null || !line.remove(waiter)) {
        return;
      }
      waiting--;
      if (line.isEmpty()) {
        lines.remove(waiter.key);
      } else {
        wake(line.peek());
      }
    } finally {
      mutex.unlock();
    }
  }

  /** Waits for news at most {@code nanos}; an offer under way is waited out. */
  State await(Waiter waiter, long nanos) throws InterruptedException {
    mutex.lock();
    try {
      long left = nanos;
      while (waiter.state == State.WAITING && !waiter.woken && left > 0) {
        left = waiter.changed.awaitNanos(left);
      }
      while (waiter.state == State.OFFERED) {
        waiter.changed.await();
      }
      waiter.woken = false;
      return waiter.state;
    } finally {
      mutex.unlock();
    }
  }

  /** Lets a waiter go whose caller has hung up, unless the lock is being given to it. */
  void abandon(Waiter waiter) {
    mutex.lock();
    try {
      turnAway(waiter, State.ABANDONED);
    } finally {
      mutex.unlock();
    }
  }

  /** Returns whether anybody waits for the lock of a key. */
  boolean hasLine(StoreKey key) {
    mutex.lock();
    try {
      return lines.containsKey(key);
    } finally {
      mutex.unlock();
    }
  }

  /** Returns whether nobody stands before this waiter. */
  boolean isHead(Waiter waiter) {
    mutex.lock();
    try {
      return head(waiter.key) == waiter;
    } finally {
      mutex.unlock();
    }
  }

  /** Starts an offer to the head of a line; null when nobody waits. To be settled by the caller. */
  @Nullable Waiter offer(StoreKey key) {
    mutex.lock();
    try {
      Waiter head = head(key);
      if (head == null || head.state != State.WAITING) {
        return null;
      }
      head.state = State.OFFERED;
      return head;
    } finally {
      mutex.unlock();
    }
  }

  /** Ends an offer: the lock is the waiter's with this lease, or (null) it looks for itself. */
  void settle(Waiter waiter, @Nullable Lease granted) {
    mutex.lock();
    try {
      waiter.granted = granted;
      waiter.become(granted != null ? State.GRANTED : drained ? State.DRAINED : State.WAITING);
    } finally {
      mutex.unlock();
    }
  }

  /** Wakes the head of a line to look for itself. */
  void wakeHead(StoreKey key) {
    mutex.lock();
    try {
      wake(head(key));
    } finally {
      mutex.unlock();
    }
  }

  /** Returns how many wait in all lines together. */
  int size() {
    mutex.lock();
    try {
      return waiting;
    } finally {
      mutex.unlock();
    }
  }

  /** Turns every waiter away, now and from now on. */
  void drain() {
    mutex.lock();
    try {
      drained = true;
      lines.values().forEach(line -> line.forEach(each -> turnAway(each, State.DRAINED)));
    } finally {
      mutex.unlock();
    }
  }

  boolean isDrained() {
    mutex.lock();
    try {
      return drained;
    } finally {
      mutex.unlock();
    }
  }

  private static void turnAway(Waiter waiter, State last) {
    if (waiter.state == State.WAITING) {
      waiter.become(last);
    }
  }

  private static void wake(@Nullable Waiter waiter) {
    if (waiter != null && waiter.state == State.WAITING) {
      waiter.become(State.WAITING);
    }
  }

  private @Nullable Waiter head(StoreKey key) {
    Deque<Waiter> line = lines.get(key);
    return line == null ? null : line.peek();
  }
}
