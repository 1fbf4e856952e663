package dev.holdfast.session;

/** Thrown for input that can never succeed. The message names the value and what was expected. */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was given and what was expected, without secrets
   */
  public InvalidInputException(String message) {
    super(message, null, false, false);
  }
}
