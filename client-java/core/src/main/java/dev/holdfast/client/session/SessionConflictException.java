package dev.holdfast.client.session;

import java.io.Serial;

/** Another request changed the same, and the changes of this one were not saved. */
public final class SessionConflictException extends SessionException {
  @Serial private static final long serialVersionUID = 1;

  /** A conflict, told without values. */
  public SessionConflictException(String message) {
    super(message, null);
  }
}
