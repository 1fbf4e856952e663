package dev.holdfast.session;

import java.util.Locale;

/** What a failed call left behind. */
public enum Outcome {
  /** The write stands. */
  APPLIED,
  /** Nothing was changed. */
  NOT_APPLIED,
  /** It may stand or not; repeating it with the same operation id is safe. */
  UNKNOWN;

  /** Returns the form on the wire, such as {@code not-applied}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
