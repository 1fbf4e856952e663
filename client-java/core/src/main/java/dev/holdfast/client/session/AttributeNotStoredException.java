package dev.holdfast.client.session;

import dev.holdfast.client.attribute.AttributeException;
import java.io.Serial;

/** An attribute that no codec can write, so that the session was not saved. */
public final class AttributeNotStoredException extends SessionException {
  @Serial private static final long serialVersionUID = 1;

  AttributeNotStoredException(String name, AttributeException cause) {
    super("attribute %s: %s".formatted(name, cause.getMessage()), cause);
  }
}
