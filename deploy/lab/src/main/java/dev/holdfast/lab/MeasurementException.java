package dev.holdfast.lab;

/** A measurement that yields no figure, because something answered wrongly or not at all. */
public final class MeasurementException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Tells what was found instead of a figure. */
  public MeasurementException(String message) {
    super(message);
  }

  /** Tells what was found instead of a figure, and why. */
  public MeasurementException(String message, Throwable cause) {
    super(message, cause);
  }
}
