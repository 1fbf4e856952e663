package dev.holdfast.client;

import java.util.List;

/** What became of a question for the sessions of a user. */
public sealed interface UserSessionsAnswer {
  /** All that the service knows. */
  record Listed(List<UserSession> sessions) implements UserSessionsAnswer {}

  /** Nobody knows, or the service keeps no such list ({@link Reason#NEEDS_DATABASE}). */
  record Unknown(Problem problem) implements UserSessionsAnswer {}
}
