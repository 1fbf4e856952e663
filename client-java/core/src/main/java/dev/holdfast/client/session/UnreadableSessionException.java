package dev.holdfast.client.session;

import dev.holdfast.client.attribute.AttributeException;
import java.io.Serial;

/** The payload under the key is not one of this client: it is left as it is. */
public final class UnreadableSessionException extends SessionException {
  @Serial private static final long serialVersionUID = 1;

  UnreadableSessionException(AttributeException cause) {
    super("the session cannot be read: " + cause.getMessage(), cause);
  }
}
