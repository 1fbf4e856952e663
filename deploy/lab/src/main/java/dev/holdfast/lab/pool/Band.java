package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;

/**
 * A period of a run as it came about.
 *
 * @param name what was broken
 * @param oneHung true when exactly one node hung, and nothing else was wrong
 * @param from its begin, as of {@link System#nanoTime}
 * @param to its end, on the same clock
 */
public record Band(String name, boolean oneHung, long from, long to) {
  /** True when the call began in this period. */
  boolean holds(SessionCall call) {
    return call.begin() >= from && call.begin() < to;
  }
}
