package dev.holdfast.lab.pool;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The time since a plan began.
 *
 * @param startNanos its begin, as of {@link System#nanoTime}
 */
public record Stopwatch(long startNanos) {
  /** A stopwatch that starts now. */
  public static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  /** Returns the time since the begin. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Returns when so much time has passed since the begin. */
  public void waitUntil(Duration at) {
    for (Duration left = at.minus(elapsed()); left.isPositive(); left = at.minus(elapsed())) {
      LockSupport.parkNanos(left.toNanos());
    }
  }

  /** Prints what happens now. */
  public void tell(String what) {
    System.out.printf("%5.1f s  %s%n", elapsed().toMillis() / 1e3, what);
  }
}
