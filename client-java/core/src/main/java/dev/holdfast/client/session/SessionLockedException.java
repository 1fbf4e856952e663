package dev.holdfast.client.session;

import dev.holdfast.client.Problem;
import java.io.Serial;

/** Another request kept the lock of the session for all of the wait. */
public final class SessionLockedException extends SessionUnavailableException {
  @Serial private static final long serialVersionUID = 1;

  SessionLockedException(Problem problem) {
    super("another request works on the session", problem);
  }
}
