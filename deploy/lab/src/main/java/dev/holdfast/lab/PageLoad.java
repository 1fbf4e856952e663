package dev.holdfast.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Users who click through NGINX while something is done to the store. */
public final class PageLoad implements AutoCloseable {
  private final Crowd crowd;

  private PageLoad(Crowd crowd) {
    this.crowd = crowd;
  }

  /** Sends users off, each with a cookie jar and one connection that repeats nothing. */
  public static PageLoad start(int users, int port) {
    return new PageLoad(Crowd.start(users, port));
  }

  /**
   * Ends the clicking and judges it. No server of pages is killed, so no answer may break off.
   *
   * @param outages when the store could not take writes: a page may say so then
   */
  public PageFindings finish(List<TimeSpan> outages)
      throws InterruptedException, ExecutionException {
    List<UserHistory> histories = crowd.finish();
    Verdict verdict = new HistoryChecker(List.of()).check(histories);
    List<Answer> failures = new ArrayList<>();
    var excuses = new Outages(outages);
    long refused = 0;
    for (UserHistory history : histories) {
      for (Click click : history.clicks()) {
        if (excuses.excuse(click)) {
          refused++;
        } else if (!(click.answer() instanceof Answer.Page)) {
          failures.add(click.answer());
        }
      }
    }
    return PageFindings.of(verdict, refused, new Latencies(histories), failures);
  }

  @Override
  public void close() {
    crowd.close();
  }
}
