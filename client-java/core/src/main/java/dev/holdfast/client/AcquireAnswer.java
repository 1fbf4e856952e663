package dev.holdfast.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a wish for the lock of a session. */
public sealed interface AcquireAnswer {
  /**
   * The lock is the caller's.
   *
   * @param session the session under it, without payload when the caller has it; null when there is
   *     none, which is proven
   * @param lockExpireTime when the lock falls free unless it is renewed
   */
  record Acquired(@Nullable Session session, Instant lockExpireTime) implements AcquireAnswer {}

  /** Another owner kept the lock for all of the wait. */
  record Held(Problem problem) implements AcquireAnswer {}

  /** Nobody knows; the lock may be the caller's for a lease. */
  record Unknown(Problem problem) implements AcquireAnswer {}
}
