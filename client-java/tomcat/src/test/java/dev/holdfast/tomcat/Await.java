package dev.holdfast.tomcat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what will come. */
final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /** Returns when it has come; fails after 30 s. */
  static void until(String what, BooleanSupplier come) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!come.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + ": not after " + LONGEST);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
