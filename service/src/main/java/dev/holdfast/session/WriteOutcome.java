package dev.holdfast.session;

/**
 * What a store made of a write. No answer at all is an exception: {@link StoreUnavailableException}
 * when nothing was applied, {@link OutcomeUnknownException} when nobody can tell.
 */
public sealed interface WriteOutcome {
  /** The record stands. */
  record Applied(Durability durability, LockState lock) implements WriteOutcome {}

  /** The base was not current; nothing of the write stands. */
  record Conflict(Lookup current) implements WriteOutcome {}
}
