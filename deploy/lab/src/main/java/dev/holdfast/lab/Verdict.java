package dev.holdfast.lab;

/**
 * The counts that a run under fault is judged by.
 *
 * @param pages complete pages
 * @param failed clicks without a page whose answer had not begun when a server died
 * @param cut answers that had begun when their server was killed, and broke off
 * @param lostSessions times a user was given another session
 * @param lostUpdates acknowledged pages that a session forgot
 * @param countedTwice counts beyond the acknowledged pages: pages that NGINX resent or users lost
 */
record Verdict(
    long pages, long failed, long cut, long lostSessions, long lostUpdates, long countedTwice) {

  static final Verdict NOTHING = new Verdict(0, 0, 0, 0, 0, 0);

  /** True when there were pages, and no trouble with any. */
  boolean isClean() {
    return pages > 0 && failed == 0 && lostSessions == 0 && lostUpdates == 0;
  }

  /** Takes refused clicks out of the failed ones. */
  Verdict excusing(long refused) {
    return plus(new Verdict(0, -refused, 0, 0, 0, 0));
  }

  Verdict plus(Verdict other) {
    return new Verdict(
        pages + other.pages,
        failed + other.failed,
        cut + other.cut,
        lostSessions + other.lostSessions,
        lostUpdates + other.lostUpdates,
        countedTwice + other.countedTwice);
  }
}
