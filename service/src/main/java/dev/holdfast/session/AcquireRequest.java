package dev.holdfast.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A wish for the lock and the session.
 *
 * @param name which session
 * @param owner the caller's token
 * @param lease how long the lock is to last, or null for the namespace's default
 * @param patience how long to wait for a held lock; zero for not at all
 * @param have the version the caller has, or null
 * @param bond how the lock is bound to the caller
 */
public record AcquireRequest(
    SessionName name,
    OwnerToken owner,
    @Nullable Duration lease,
    Duration patience,
    @Nullable SessionVersion have,
    Bond bond) {
  /**
   * How a lock is bound to who asked for it.
   *
   * @param caller who waits for the answer: one that hangs up leaves the line
   * @param testament what frees the lock when the caller hangs up later, or null where it lasts for
   *     its lease
   */
  public record Bond(Caller caller, @Nullable Testament testament) {}

  /** Keeps what is to be done when a caller hangs up after its answer. */
  public interface Testament {
    /**
     * Runs an action when the caller hangs up, at once if it has. It takes the place of what an
     * earlier call over the same connection left, and must not block.
     */
    void leave(Runnable lastWill);
  }
}
