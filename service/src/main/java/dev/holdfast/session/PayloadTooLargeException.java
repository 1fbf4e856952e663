package dev.holdfast.session;

/** Thrown by a store that has no room for a record of this size, before anything is changed. */
public final class PayloadTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the size and the limit, in bytes
   */
  public PayloadTooLargeException(String message) {
    super(message, null, false, false);
  }
}
