package dev.holdfast.client.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an application keeps its sessions.
 *
 * @param rules which requests lock, merge or only read
 * @param routing this server's route, and whether sessions are sticky
 * @param locking the times of locks, and what happens without one
 * @param rotateGrace how long an old id reaches a session after {@link WebSession#rotate}; null for
 *     the namespace's default
 * @param nearCopyBytes how much this server keeps of the sessions it served, in bytes of payload; 0
 *     for nothing
 */
public record SessionSettings(
    RequestRules rules,
    Routing routing,
    Locking locking,
    @Nullable Duration rotateGrace,
    long nearCopyBytes) {
  private static final long DEFAULT_NEAR_COPY_BYTES = 64L << 20;

  /** Every request under the lock, any server for any request, 64 MiB of copies. */
  public static final SessionSettings DEFAULT =
      new SessionSettings(
          RequestRules.EXCLUSIVE, Routing.NONE, Locking.DEFAULT, null, DEFAULT_NEAR_COPY_BYTES);

  /** Checks the size; sticky sessions need copies. */
  public SessionSettings {
    if (nearCopyBytes < 0 || (nearCopyBytes == 0 && routing.sticky())) {
      throw new IllegalArgumentException(
          "near copy bytes: %d (expected: 0 or more, and more for sticky sessions)"
              .formatted(nearCopyBytes));
    }
  }

  /** Returns these settings with other rules. */
  public SessionSettings withRules(RequestRules other) {
    return new SessionSettings(other, routing, locking, rotateGrace, nearCopyBytes);
  }

  /** Returns these settings with another routing. */
  public SessionSettings withRouting(Routing other) {
    return new SessionSettings(rules, other, locking, rotateGrace, nearCopyBytes);
  }

  /** Returns these settings with other locking. */
  public SessionSettings withLocking(Locking other) {
    return new SessionSettings(rules, routing, other, rotateGrace, nearCopyBytes);
  }

  /** Returns these settings with another grace. */
  public SessionSettings withRotateGrace(@Nullable Duration other) {
    return new SessionSettings(rules, routing, locking, other, nearCopyBytes);
  }

  /** Returns these settings with another size of copies. */
  public SessionSettings withNearCopyBytes(long other) {
    return new SessionSettings(rules, routing, locking, rotateGrace, other);
  }
}
