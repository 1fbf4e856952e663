package dev.holdfast.client;

import java.util.Locale;

/** What became of the lock that a write named. */
public enum LockState {
  /** The write named none. */
  NONE,
  /** It is the caller's, and kept. */
  HELD,
  /** It was freed with the write. */
  RELEASED,
  /** It was not the caller's any more. Information only: the version decided the write. */
  LOST;

  /** Returns the state of a name in the protocol; {@link #NONE} for an unknown one. */
  public static LockState named(String wireName) {
    for (LockState state : values()) {
      if (state.wireName().equals(wireName)) {
        return state;
      }
    }
    return NONE;
  }

  /** Returns its name in the protocol. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
