package dev.holdfast.client.attribute;

import java.io.IOException;
import java.io.Serial;

/** A class that the filter would not let in again. */
final class ForbiddenClassException extends IOException {
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
