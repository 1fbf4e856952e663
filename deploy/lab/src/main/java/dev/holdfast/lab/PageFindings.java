package dev.holdfast.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What users saw while something was done to the store.
 *
 * @param pages complete pages
 * @param refused clicks answered 503 while the store could not take writes: told, and not wrong
 * @param failed all other clicks without a page
 * @param lostSessions times a user was given another session
 * @param lostUpdates acknowledged pages that a session forgot
 * @param countedTwice counts beyond the acknowledged pages
 * @param p99Millis the time that 99 % of the complete pages did not exceed
 * @param worstMillis the time of the slowest complete page
 * @param examples the first failures, as sentences
 */
public record PageFindings(
    long pages,
    long refused,
    long failed,
    long lostSessions,
    long lostUpdates,
    long countedTwice,
    double p99Millis,
    double worstMillis,
    List<String> examples) {
  private static final int SHOWN = 10;

  /** Copies the examples. */
  public PageFindings {
    examples = List.copyOf(examples);
  }

  static PageFindings of(
      Verdict verdict, long refused, Latencies latencies, List<Answer> failures) {
    return new PageFindings(
        verdict.pages(),
        refused,
        verdict.failed() - refused,
        verdict.lostSessions(),
        verdict.lostUpdates(),
        verdict.countedTwice(),
        latencies.millisAt(0.99),
        latencies.millisAt(1),
        failures.stream().limit(SHOWN).map(Answer::toString).toList());
  }

  /**
   * True when there were pages, and no session, no update and no other page was missed.
   *
   * @param maySayNo whether a page may say that the store takes no writes just now
   */
  public boolean isGood(boolean maySayNo) {
    return pages > 0
        && failed == 0
        && lostSessions == 0
        && lostUpdates == 0
        && (maySayNo || refused == 0);
  }

  /** Adds the figures to others, in the order in which they are shown. */
  public void addTo(Map<String, String> figures) {
    figures.put("pages", Long.toString(pages));
    figures.put("pages_refused", Long.toString(refused));
    figures.put("pages_failed", Long.toString(failed));
    figures.put("pages_lost_sessions", Long.toString(lostSessions));
    figures.put("pages_lost_updates", Long.toString(lostUpdates));
    figures.put("pages_counted_twice", Long.toString(countedTwice));
    figures.put("pages_p99_ms", String.format(Locale.ROOT, "%.1f", p99Millis));
    figures.put("pages_worst_ms", String.format(Locale.ROOT, "%.1f", worstMillis));
  }
}
