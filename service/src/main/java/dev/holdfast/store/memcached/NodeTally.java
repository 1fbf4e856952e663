package dev.holdfast.store.memcached;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what became of the commands of a node.
 *
 * @param answered got an answer in time
 * @param unanswered got none in time
 * @param refused were not sent: the node was out of service or had too many in flight
 * @param connections connections made
 */
record NodeTally(
    LongAdder answered, LongAdder unanswered, LongAdder refused, LongAdder connections) {
  NodeTally() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
