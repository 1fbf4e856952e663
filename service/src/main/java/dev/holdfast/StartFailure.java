package dev.holdfast;

import java.net.BindException;
import java.util.Objects;

/** Finds the sentence in a failed start that an operator can act on. */
final class StartFailure {
  private StartFailure() {}

  /** Returns the deepest cause's message; for a port in use, what to do about it. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof BindException)) {
      cause = cause.getCause();
    }
    String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    return cause instanceof BindException || message.contains("Address already in use")
        ? message + " (expected: a free port; set holdfast.rest.port, grpc.port or operations.port)"
        : message;
  }
}
