package dev.holdfast.client.session;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Why a request cannot have its session, or cannot keep it. None of these means that there is no
 * session: answer with an error and leave the cookie alone.
 */
public abstract sealed class SessionException extends RuntimeException
    permits SessionUnavailableException,
        SessionConflictException,
        SessionGoneException,
        SessionRefusedException,
        UnreadableSessionException,
        AttributeNotStoredException {
  @Serial private static final long serialVersionUID = 1;

  SessionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
