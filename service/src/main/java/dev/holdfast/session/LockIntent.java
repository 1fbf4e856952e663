package dev.holdfast.session;

/** What a write means to do with the lock, before it is known who waits for it. */
sealed interface LockIntent {
  /** Nothing. */
  record Ignore() implements LockIntent {}

  /** Tell whether the claim holds, or give the lock up. */
  record Use(LockClaim claim) implements LockIntent {}

  /** Free it, whoever holds it. */
  record Clear() implements LockIntent {}
}
