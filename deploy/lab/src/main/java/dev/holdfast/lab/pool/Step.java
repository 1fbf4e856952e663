package dev.holdfast.lab.pool;

import java.io.IOException;
import java.time.Duration;

/**
 * One thing at its time.
 *
 * @param at the earliest time since the start of the plan
 * @param action what
 * @param <A> what can be done
 */
public record Step<A>(Duration at, A action) {
  /** Carries out actions. */
  @FunctionalInterface
  public interface Hand<A> {
    /** Carries out one, and returns when that is done. */
    void carryOut(A action) throws IOException, InterruptedException;
  }
}
