package dev.holdfast.lab.pool;

/**
 * What became of a change of the ring.
 *
 * @param name what was changed
 * @param replica the name of the replica that was asked
 * @param complaint why it did not come to its end; empty when it did
 * @param from when it was asked for, as of {@link System#nanoTime}
 * @param to when the last replica entered its last step
 * @param checkedKeys how many keys were looked at while they were carried over
 */
record ChangeOutcome(
    String name, String replica, String complaint, long from, long to, long checkedKeys) {
  boolean isDone() {
    return complaint.isEmpty();
  }

  Band band() {
    return new Band(isDone() ? name : name + ": " + complaint, false, from, to);
  }

  /** Returns a sentence for people. */
  String text() {
    String end = isDone() ? "" : ", did not end: " + complaint;
    return "%s, asked of %s: %.1f s, %d keys checked%s"
        .formatted(name, replica, (to - from) / 1e9, checkedKeys, end);
  }
}
