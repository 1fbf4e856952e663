package dev.holdfast.client;

import java.time.Instant;

/** What became of the renewal or release of a lock. */
public sealed interface LockAnswer {
  /**
   * It is the caller's.
   *
   * @param expireTime when it falls free unless it is renewed
   */
  record Held(Instant expireTime) implements LockAnswer {}

  /** It was the caller's and is free now. */
  record Released() implements LockAnswer {}

  /** It was not the caller's any more. */
  record Lost(Problem problem) implements LockAnswer {}

  /** Nobody knows; the lease ends it in any case. */
  record Unknown(Problem problem) implements LockAnswer {}
}
