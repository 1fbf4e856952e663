package dev.holdfast.lab;

import java.util.List;

/**
 * All that one user saw.
 *
 * @param clicks the user's clicks, one after the other
 * @param finalLook the session as read, unchanged, after the last click
 * @param changedCookies how often a cookie of the user was replaced or deleted
 */
record UserHistory(List<Click> clicks, Answer finalLook, int changedCookies) {

  UserHistory {
    clicks = List.copyOf(clicks);
  }
}
