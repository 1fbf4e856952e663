package dev.holdfast.session;

/** What a write expects to find (RFC 9110, section 13). */
public sealed interface Condition {
  /** Nothing: the last write wins. */
  record None() implements Condition {}

  /** No live session. */
  record MustBeAbsent() implements Condition {}

  /** A live session of this version. */
  record MustMatch(SessionVersion version) implements Condition {}
}
