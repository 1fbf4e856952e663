package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * A create or a save.
 *
 * @param name which session
 * @param payload the new bytes
 * @param condition what must be there
 * @param options the rest
 */
public record WriteRequest(
    SessionName name, Payload payload, Condition condition, Options options) {
  /**
   * What a write may say besides.
   *
   * @param operation its name
   * @param lock the lock the writer holds, or null
   * @param user the user to bind the session to, or null to leave that as it is
   */
  public record Options(OperationId operation, @Nullable LockClaim lock, @Nullable UserHash user) {}
}
