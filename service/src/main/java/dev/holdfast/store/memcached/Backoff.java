package dev.holdfast.store.memcached;

import java.time.Duration;

/** When to connect to a node again, and how long to wait for its first word. */
final class Backoff {
  private static final long FIRST_NANOS = Duration.ofMillis(50).toNanos();
  private static final long LAST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int MAX_DOUBLINGS = 5;
  private static final int PROVING_FACTOR = 4;

  private int failures;
  private long dueNanos = System.nanoTime();

  synchronized void reset() {
    failures = 0;
  }

  /** Notes a connection lost or not made: the first time it is tried again at once. */
  synchronized void lost(long nowNanos) {
    dueNanos = nowNanos + (failures == 0 ? 0 : waitNanos());
    failures = Math.min(failures + 1, MAX_DOUBLINGS + 1);
  }

  synchronized boolean isDue(long nowNanos) {
    return nowNanos - dueNanos >= 0;
  }

  /** Returns whether a connection without an answer has been kept long enough. */
  synchronized boolean isProvingOver(long ageNanos) {
    return ageNanos > PROVING_FACTOR * waitNanos() + LAST_NANOS;
  }

  private long waitNanos() {
    return Math.min(LAST_NANOS, FIRST_NANOS << Math.max(0, failures - 1));
  }
}
