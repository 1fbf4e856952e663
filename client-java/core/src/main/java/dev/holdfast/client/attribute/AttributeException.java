package dev.holdfast.client.attribute;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An attribute that cannot be written or read. The message names classes, never values. */
public final class AttributeException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /**
   * What went wrong.
   *
   * @param message without values
   */
  public AttributeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
