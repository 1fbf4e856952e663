package dev.holdfast.store.memcached;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what sweeps and repairs have done.
 *
 * @param running whether this replica sweeps now
 * @param expected how many keys the sweep that goes on, or the last one, was to look at; a key
 *     counts once for each node that holds it
 * @param checked keys looked at
 * @param repaired keys that were not the same everywhere, and are now
 * @param failed sweeps that did not come to their end
 * @param finished sweeps that did
 */
record SweepTally(
    AtomicBoolean running,
    AtomicLong expected,
    LongAdder checked,
    LongAdder repaired,
    LongAdder failed,
    LongAdder finished) {
  SweepTally() {
    this(
        new AtomicBoolean(),
        new AtomicLong(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder());
  }
}
