package dev.holdfast.client.attribute;

/** The bytes that say what a value in the form of {@link PlainCodec} is. */
final class PlainTag {
  static final byte NULL = 'n';
  static final byte TRUE = 't';
  static final byte FALSE = 'f';
  static final byte BYTE = 'b';
  static final byte SHORT = 's';
  static final byte CHAR = 'c';
  static final byte INT = 'i';
  static final byte LONG = 'l';
  static final byte FLOAT = 'F';
  static final byte DOUBLE = 'D';
  static final byte TEXT = 'T';
  static final byte ARRAY_LIST = 'L';
  static final byte HASH_MAP = 'M';
  static final byte HASH_SET = 'S';
  static final byte LINKED_HASH_SET = 'O';

  private PlainTag() {}
}
