package dev.holdfast.client;

import org.jspecify.annotations.Nullable;

/**
 * One write: the payload, its operation id, and what it says about the lock and the user.
 *
 * @param payload the bytes to keep
 * @param operation its name; the same one again makes the write a replay
 * @param lock the lock that the caller holds, or null
 * @param release whether that lock falls free with this write
 * @param user whom the session is bound to, or null
 */
public record Write(
    Payload payload,
    OperationId operation,
    @Nullable LockOwner lock,
    boolean release,
    @Nullable UserHash user) {
  /** Returns a write of a payload under a new operation id. */
  public static Write of(Payload payload) {
    return new Write(payload, OperationId.random(), null, false, null);
  }

  /** Returns this write under another name. */
  public Write named(OperationId name) {
    return new Write(payload, name, lock, release, user);
  }

  /** Returns this write under a lock, which stays held. */
  public Write under(LockOwner owner) {
    return new Write(payload, operation, owner, false, user);
  }

  /** Returns this write under a lock that falls free with it. */
  public Write releasing(LockOwner owner) {
    return new Write(payload, operation, owner, true, user);
  }

  /** Returns this write of a session that belongs to a user. */
  public Write ofUser(@Nullable UserHash whom) {
    return new Write(payload, operation, lock, release, whom);
  }
}
