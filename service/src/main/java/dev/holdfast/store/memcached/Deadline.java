package dev.holdfast.store.memcached;

/**
 * The time that is left for one call.
 *
 * @param endNanos when all of it must be over, as {@link System#nanoTime()} tells
 * @param commandNanos how long one command may take
 */
record Deadline(long endNanos, long commandNanos) {
  static Deadline start(PoolSettings.Deadlines deadlines) {
    return new Deadline(
        System.nanoTime() + deadlines.operation().toNanos(), deadlines.command().toNanos());
  }

  /** Returns when to give up on a command that is sent now. */
  long ofCommand() {
    long end = System.nanoTime() + commandNanos;
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
