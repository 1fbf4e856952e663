package dev.holdfast.lab;

/** A measurement that yields no figure, because something answered wrongly or not at all. */
final class MeasurementException extends Exception {
  private static final long serialVersionUID = 1L;

  MeasurementException(String message) {
    super(message);
  }

  MeasurementException(String message, Throwable cause) {
    super(message, cause);
  }
}
