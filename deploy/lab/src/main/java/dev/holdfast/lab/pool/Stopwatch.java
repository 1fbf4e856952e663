package dev.holdfast.lab.pool;

import dev.holdfast.lab.TimeSpan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

  /**
   * Does what a fault consists of, each step at its time and after those before it.
   *
   * @return from when to when it really was broken
   */
  public <A> TimeSpan carryOut(String name, List<Step<A>> steps, Step.Hand<A> hand)
      throws IOException, InterruptedException {
    waitUntil(steps.getFirst().at());
    tell(name);
    long from = System.nanoTime();
    for (Step<A> step : steps) {
      waitUntil(step.at());
      hand.carryOut(step.action());
    }
    return new TimeSpan(from, System.nanoTime());
  }

  /** Prints what happens now. */
  public void tell(String what) {
    System.out.printf("%5.1f s  %s%n", elapsed().toMillis() / 1e3, what);
  }
}
