package dev.holdfast.lab.pool;

import java.time.Duration;
import java.util.List;

/**
 * A planned change of the ring.
 *
 * @param name what, for people
 * @param before what is done to the pool before it is asked for
 * @param ask what is asked for
 * @param during what happens once the change has begun, in order
 * @param length how long it takes at most, as a rule, with the watching after it
 */
record RingChange(
    String name, List<FaultAction> before, RingAsk ask, List<Trouble> during, Duration length) {

  /** What happens in the middle of a change. */
  sealed interface Trouble {
    /** Something is done to the pool. */
    record Fault(FaultAction action) implements Trouble {}

    /** A while passes. */
    record Wait(Duration length) implements Trouble {}

    /** The replica that is seen to carry keys over is killed (SIGKILL). */
    record KillLeader() implements Trouble {}

    /** The replica that was asked is killed (SIGKILL). */
    record KillAsked() implements Trouble {}

    /** The killed replica starts again with the configuration of its first start. */
    record StartKilled() implements Trouble {}
  }

  RingChange {
    before = List.copyOf(before);
    during = List.copyOf(during);
  }
}
