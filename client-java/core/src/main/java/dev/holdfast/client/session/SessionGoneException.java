package dev.holdfast.client.session;

import java.io.Serial;

/** The session was ended or expired while the request worked on it. */
public final class SessionGoneException extends SessionException {
  @Serial private static final long serialVersionUID = 1;

  SessionGoneException() {
    super("the session was ended meanwhile", null);
  }
}
