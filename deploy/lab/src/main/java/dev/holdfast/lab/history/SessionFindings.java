package dev.holdfast.lab.history;

import java.util.List;

/**
 * The verdict on a history.
 *
 * @param reads how many reads there were
 * @param writes how many creates, saves and ends, repetitions included
 * @param stale reads of an old version, or of bytes that are not those of the version
 * @param lost absences of sessions that nobody had ended
 * @param resurrected answers that show or save a session whose end was acknowledged
 * @param lostUpdates acknowledged writes that overwrote another one unseen
 * @param unverified answers that nobody could prove; no violation
 * @param examples the first violations as sentences; keys appear as numbers only
 */
public record SessionFindings(
    long reads,
    long writes,
    long stale,
    long lost,
    long resurrected,
    long lostUpdates,
    long unverified,
    List<String> examples) {

  /** Copies the examples. */
  public SessionFindings {
    examples = List.copyOf(examples);
  }

  /** True when nothing was violated; also of a history without calls. */
  public boolean isClean() {
    return stale == 0 && lost == 0 && resurrected == 0 && lostUpdates == 0;
  }
}
