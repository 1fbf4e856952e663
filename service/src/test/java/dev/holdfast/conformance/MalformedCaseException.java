package dev.holdfast.conformance;

/** Thrown for a case that does not follow the format: it must not run as something else. */
final class MalformedCaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message where, what was found and what was expected
   */
  MalformedCaseException(String message) {
    super(message);
  }
}
