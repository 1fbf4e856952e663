package dev.holdfast.client.attribute;

import java.nio.BufferUnderflowException;

/**
 * Plain values in a form of their own, many times cheaper than Java serialization: booleans,
 * characters, numbers and texts, and {@code ArrayList}, {@code HashMap}, {@code HashSet} and {@code
 * LinkedHashSet} of them, to a depth of eight.
 *
 * <p>Each value is one byte that says what it is, and then what it consists of, most significant
 * byte first. A text is the length of its UTF-8 and that; a collection is the number of its
 * elements and those, a map each key before its value. Lengths and numbers of elements are 32 bits.
 */
final class PlainCodec implements AttributeCodec {
  @Override
  public String id() {
    return "plain";
  }

  @Override
  public boolean encodes(Object value) {
    return new PlainCheck().passes(value);
  }

  @Override
  public boolean isImmutable(Object value) {
    return PlainCheck.isScalar(value);
  }

  @Override
  public byte[] encode(Object value) throws AttributeException {
    try {
      return new PlainOutput().write(value);
    } catch (RuntimeException e) {
      throw new AttributeException(
          "a %s cannot be written: %s"
              .formatted(value.getClass().getName(), e.getClass().getSimpleName()),
          e);
    }
  }

  @Override
  public Object decode(byte[] bytes) throws AttributeException {
    try {
      return new PlainInput(bytes).whole();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new AttributeException(
          "a plain value of %d bytes cannot be read".formatted(bytes.length), e);
    }
  }
}
