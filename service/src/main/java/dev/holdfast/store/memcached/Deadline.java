package dev.holdfast.store.memcached;

/**
 * The time that is left for one call.
 *
 * @param endNanos when all of it must be over, as {@link System#nanoTime()} tells
 * @param commandNanos how long one command may take
 * @param hedgeNanos how long one node is waited for when others can answer as well
 */
record Deadline(long endNanos, long commandNanos, long hedgeNanos) {
  static Deadline start(PoolSettings.Deadlines deadlines) {
    return new Deadline(
        System.nanoTime() + deadlines.operation().toNanos(),
        deadlines.command().toNanos(),
        deadlines.hedge().toNanos());
  }

  /** Returns the same end, with commands that give way to other nodes after the hedge delay. */
  Deadline hedged() {
    return new Deadline(endNanos, hedgeNanos, hedgeNanos);
  }

  /** Returns when to give up on a command that is sent now. */
  long ofCommand() {
    return within(commandNanos);
  }

  /** Returns when to ask others instead of waiting on for a command that is sent now. */
  long ofHedge() {
    return within(hedgeNanos);
  }

  private long within(long nanos) {
    long end = System.nanoTime() + nanos;
    return end - endNanos > 0 ? endNanos : end;
  }

  /**
   * Returns if there is time for another attempt.
   *
   * @throws NoAnswerException if there is none
   */
  void check() {
    if (System.nanoTime() - endNanos >= 0) {
      throw new NoAnswerException(false, "no time left for another attempt");
    }
  }
}
