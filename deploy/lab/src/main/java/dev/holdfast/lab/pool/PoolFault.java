package dev.holdfast.lab.pool;

import java.time.Duration;
import java.util.List;

/**
 * A named period of a plan in which something is broken.
 *
 * @param name what, for people
 * @param oneHung true when exactly one node hangs, and nothing else is wrong
 * @param from its begin since the start of the plan
 * @param to its end: everything is back
 * @param steps what is done, in order
 */
record PoolFault(
    String name, boolean oneHung, Duration from, Duration to, List<Step<FaultAction>> steps) {
  PoolFault {
    steps = List.copyOf(steps);
  }
}
