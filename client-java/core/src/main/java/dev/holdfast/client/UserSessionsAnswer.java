package dev.holdfast.client;

import java.util.List;

/** What became of a question for the sessions of a user. */
public sealed interface UserSessionsAnswer {
  /**
   * The live sessions of the user.
   *
   * @param sessions those whose lifetimes end last, these first; the service tells 1000 at most
   * @param more whether there may be others
   */
  record Listed(List<UserSession> sessions, boolean more) implements UserSessionsAnswer {
    /** Copies the list. */
    public Listed {
      sessions = List.copyOf(sessions);
    }
  }

  /** Nobody knows, or the service keeps no such list ({@link Reason#NEEDS_DATABASE}). */
  record Unknown(Problem problem) implements UserSessionsAnswer {}
}
