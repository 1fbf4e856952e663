package dev.holdfast.client.attribute;

import java.io.ObjectStreamException;
import java.io.Serial;

/** A class that the filter would not let in again. */
final class ForbiddenClassException extends ObjectStreamException {
  @Serial private static final long serialVersionUID = 1;

  private final String className;

  ForbiddenClassException(String className) {
    super(className);
    this.className = className;
  }

  String className() {
    return className;
  }
}
