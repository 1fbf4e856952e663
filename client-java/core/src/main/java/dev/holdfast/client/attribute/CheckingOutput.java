package dev.holdfast.client.attribute;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes objects of classes that a filter lets in again. */
final class CheckingOutput extends ObjectOutputStream {
  private final ObjectInputFilter filter;

  /** Whether the stream writes down why it failed, which it does before it throws that. */
  private boolean failed;

  CheckingOutput(OutputStream out, ObjectInputFilter filter) throws IOException {
    super(out);
    this.filter = filter;
    enableReplaceObject(true);
  }

  @Override
  protected Object replaceObject(Object value) {
    failed |= value instanceof ObjectStreamException;
    return value;
  }

  @Override
  protected void annotateClass(Class<?> type) throws IOException {
    if (!failed
        && filter.checkInput(new ClassQuestion(type)) == ObjectInputFilter.Status.REJECTED) {
      throw new ForbiddenClassException(type.getName());
    }
  }

  @Override
  protected void annotateProxyClass(Class<?> type) throws IOException {
    annotateClass(type);
  }

  /** What a filter is asked about a class by itself. */
  private record ClassQuestion(@Nullable Class<?> serialClass)
      implements ObjectInputFilter.FilterInfo {
    @Override
    public long arrayLength() {
      return -1;
    }

    @Override
    public long depth() {
      return 1;
    }

    @Override
    public long references() {
      return 1;
    }

    @Override
    public long streamBytes() {
      return 0;
    }
  }
}
