package dev.holdfast.lab;

import org.jspecify.annotations.Nullable;

/**
 * Follows the session of one user: it must stay the same one, its counter must grow with every
 * acknowledged page, and in the end it must not be below the number of acknowledged pages.
 */
final class SessionWatch {
  private @Nullable String visitor;
  private long acknowledged;
  private long stepsBack;
  private long lastVisits;
  private long lostSessions;
  private long lostUpdates;
  private long countedTwice;

  /** A page that changed the session. */
  void acknowledge(Answer.Page page) {
    if (recognise(page) && page.visits() <= lastVisits) {
      stepsBack++;
    }
    acknowledged++;
    lastVisits = page.visits();
  }

  /** The last look, which changes nothing. */
  void look(Answer.Page page) {
    if (recognise(page) && page.visits() < lastVisits) {
      stepsBack++;
    }
    lastVisits = page.visits();
    closeSession();
  }

  /** True when the page belongs to the session that the user had before. */
  private boolean recognise(Answer.Page page) {
    boolean known = page.visitor().equals(visitor);
    if (!known && visitor != null) {
      lostSessions++;
      closeSession();
    }
    visitor = page.visitor();
    return known;
  }

  private void closeSession() {
    lostUpdates += Math.max(stepsBack, acknowledged - lastVisits);
    countedTwice += Math.max(0, lastVisits - acknowledged);
    acknowledged = 0;
    stepsBack = 0;
    lastVisits = 0;
  }

  long lostSessions() {
    return lostSessions;
  }

  long lostUpdates() {
    return lostUpdates;
  }

  long countedTwice() {
    return countedTwice;
  }
}
