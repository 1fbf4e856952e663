package dev.holdfast.session;

/** Thrown when a store gives no answer and nothing was applied. Trying again is safe. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what did not answer, without keys
   */
  public StoreUnavailableException(String message) {
    super(message, null, false, false);
  }
}
