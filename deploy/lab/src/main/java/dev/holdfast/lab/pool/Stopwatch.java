package dev.holdfast.lab.pool;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The time since a plan began.
 *
 * @param startNanos its begin, as of {@link System#nanoTime}
 */
record Stopwatch(long startNanos) {
  static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  void waitUntil(Duration at) {
    for (Duration left = at.minus(elapsed()); left.isPositive(); left = at.minus(elapsed())) {
      LockSupport.parkNanos(left.toNanos());
    }
  }

  /** Prints what happens now. */
  void tell(String what) {
    System.out.printf("%5.1f s  %s%n", elapsed().toMillis() / 1e3, what);
  }
}
