package dev.holdfast.lab;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a run over the Tomcats is judged by.
 *
 * @param users those who count visits; refused clicks are not among the failed
 * @param refused clicks answered 503 with Retry-After while the service was out
 * @param changedCookies how often a user's cookie was replaced or deleted
 * @param readers those of the page without a session
 * @param readMeanwhile their pages while the service was out
 */
record JavaVerdict(
    Verdict users, long refused, long changedCookies, Verdict readers, long readMeanwhile) {

  static JavaVerdict of(
      HistoryChecker checker, Outages outages, List<UserHistory> users, List<UserHistory> readers) {
    long refused = count(users, outages::excuse);
    return new JavaVerdict(
        checker.check(users).excusing(refused),
        refused,
        users.stream().mapToLong(UserHistory::changedCookies).sum(),
        checker.check(readers),
        count(
            readers,
            click -> click.answer() instanceof Answer.Plain && outages.coincideWith(click)));
  }

  private static long count(List<UserHistory> histories, Predicate<Click> which) {
    return histories.stream().flatMap(history -> history.clicks().stream()).filter(which).count();
  }

  /** True when nothing was lost or failed, and the outage was met by both kinds of pages. */
  boolean isGood() {
    return users.isClean()
        && refused > 0
        && changedCookies == 0
        && readers.isClean()
        && readMeanwhile > 0;
  }

  void print(PrintStream out) {
    out.println("pages=" + users.pages());
    out.println("failed=" + users.failed());
    out.println("refused=" + refused);
    out.println("cut=" + users.cut());
    out.println("lost_sessions=" + users.lostSessions());
    out.println("lost_updates=" + users.lostUpdates());
    out.println("counted_twice=" + users.countedTwice());
    out.println("changed_cookies=" + changedCookies);
    out.println("about_pages=" + readers.pages());
    out.println("about_pages_meanwhile=" + readMeanwhile);
    out.println("about_failed=" + readers.failed());
  }
}
