package dev.holdfast.session;

/**
 * Thrown when a write was sent and no answer came: it may be applied now, later or never. Repeating
 * it with the same version is safe.
 */
public final class OutcomeUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what did not answer, without keys
   */
  public OutcomeUnknownException(String message) {
    super(message, null, false, false);
  }
}
