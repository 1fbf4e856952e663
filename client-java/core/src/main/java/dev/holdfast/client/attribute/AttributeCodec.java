package dev.holdfast.client.attribute;

/** A form of attributes as bytes. Safe for use by many threads. */
public interface AttributeCodec {
  /** Returns the name that goes into each envelope: 1 to 32 characters, the same for ever. */
  String id();

  /** Whether this codec writes values such as this one. */
  boolean encodes(Object value);

  /** Whether values such as this one never change: they are not encoded again to compare. */
  boolean isImmutable(Object value);

  /**
   * Returns the bytes of a value.
   *
   * @throws AttributeException when it has none that could be read again
   */
  byte[] encode(Object value) throws AttributeException;

  /**
   * Returns the value of bytes.
   *
   * @throws AttributeException when they cannot be read
   */
  Object decode(byte[] bytes) throws AttributeException;
}
