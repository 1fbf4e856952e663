package dev.holdfast.client.session;

import dev.holdfast.client.LockTerms;

/**
 * How requests in {@link SessionMode#EXCLUSIVE exclusive} mode lock.
 *
 * @param terms how long to wait, and the lease
 * @param onTimeout what a request does that did not get the lock in time
 */
public record Locking(LockTerms terms, OnTimeout onTimeout) {
  /** A wait of 6 s, a lease of 5 s, then failure. */
  public static final Locking DEFAULT = new Locking(LockTerms.DEFAULT, OnTimeout.FAIL);

  /** What a request does that did not get the lock in time. It never saves unseen. */
  public enum OnTimeout {
    /** It fails with {@link SessionLockedException}. */
    FAIL,
    /** It goes on without the lock and merges. */
    OPTIMISTIC,
    /** It goes on and may only read. */
    READ_ONLY
  }
}
