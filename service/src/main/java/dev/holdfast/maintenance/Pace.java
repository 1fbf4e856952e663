package dev.holdfast.maintenance;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Holds work back to a number of rows a second, until it is told to stop. */
final class Pace {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int rowsPerSecond;
  private final CountDownLatch stop;
  private final LongSupplier nanoTime;
  private long dueNanos;

  /**
   * @param rowsPerSecond 0 for no limit
   * @param stop ends the waiting
   */
  Pace(int rowsPerSecond, CountDownLatch stop, LongSupplier nanoTime) {
    this.rowsPerSecond = rowsPerSecond;
    this.stop = stop;
    this.nanoTime = nanoTime;
    dueNanos = nanoTime.getAsLong();
  }

  /** Waits as long as so many rows should take; returns whether to go on. */
  boolean spend(long rows) {
    if (rowsPerSecond == 0) {
      return stop.getCount() > 0;
    }
    long now = nanoTime.getAsLong();
    dueNanos = Math.max(dueNanos, now - NANOS) + rows * NANOS / rowsPerSecond;
    try {
      return !stop.await(Math.max(0, dueNanos - now), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
