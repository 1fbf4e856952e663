package dev.holdfast.session;

import java.util.Locale;

/** What became of the lock that a write named. */
public enum LockState {
  /** The write named none. */
  NONE,
  /** The caller holds it. */
  HELD,
  /** It was the caller's and is free, or the next waiter's, now. */
  RELEASED,
  /** It was not the caller's any more. */
  LOST;

  /** Returns the form on the wire, such as {@code held}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
