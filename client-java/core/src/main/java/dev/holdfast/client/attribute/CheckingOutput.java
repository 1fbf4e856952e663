package dev.holdfast.client.attribute;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.OutputStream;

/** Writes objects of classes that are let in again. */
final class CheckingOutput extends ObjectOutputStream {
  private final AllowedClasses allowed;

  /** Whether the stream writes down why it failed, which it does before it throws that. */
  private boolean failed;

  CheckingOutput(OutputStream out, AllowedClasses allowed) throws IOException {
    super(out);
    this.allowed = allowed;
    enableReplaceObject(true);
  }

  @Override
  protected Object replaceObject(Object value) {
    failed |= value instanceof ObjectStreamException;
    return value;
  }

  @Override
  protected void annotateClass(Class<?> type) throws IOException {
    if (!failed && !allowed.contains(type)) {
      throw new ForbiddenClassException(type.getName());
    }
  }

  @Override
  protected void annotateProxyClass(Class<?> type) throws IOException {
    annotateClass(type);
  }
}
