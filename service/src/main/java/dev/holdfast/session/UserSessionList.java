package dev.holdfast.session;

import java.util.List;

/**
 * The live sessions of a user.
 *
 * @param sessions those whose lifetimes end last, these first
 * @param more whether there may be others, which are not listed
 */
public record UserSessionList(List<UserSession> sessions, boolean more) {
  /** Copies. */
  public UserSessionList {
    sessions = List.copyOf(sessions);
  }
}
