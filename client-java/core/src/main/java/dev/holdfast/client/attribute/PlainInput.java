package dev.holdfast.client.attribute;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one value in the form of {@link PlainCodec}. */
final class PlainInput {
  private final byte[] bytes;
  private final ByteBuffer in;

  PlainInput(byte[] bytes) {
    this.bytes = bytes;
    this.in = ByteBuffer.wrap(bytes);
  }

  /**
   * Returns the value.
   *
   * @throws BufferUnderflowException when it goes on after the bytes
   * @throws IllegalArgumentException when it is of another form
   */
  Object whole() {
    Object value = element(0);
    if (value == null || in.hasRemaining()) {
      throw malformed();
    }
    return value;
  }

  private @Nullable Object element(int depth) {
    byte tag = in.get();
    return switch (tag) {
      case PlainTag.NULL -> null;
      case PlainTag.TRUE -> true;
      case PlainTag.FALSE -> false;
      case PlainTag.BYTE -> in.get();
      case PlainTag.SHORT -> in.getShort();
      case PlainTag.CHAR -> in.getChar();
      case PlainTag.INT -> in.getInt();
      case PlainTag.LONG -> in.getLong();
      case PlainTag.FLOAT -> in.getFloat();
      case PlainTag.DOUBLE -> in.getDouble();
      case PlainTag.TEXT -> text();
      default -> collection(tag, depth + 1);
    };
  }

  private String text() {
    int length = length();
    String text = new String(bytes, in.position(), length, UTF_8);
    in.position(in.position() + length);
    return text;
  }

  private Object collection(byte tag, int depth) {
    int size = length();
    if (depth > PlainCheck.DEEPEST) {
      throw malformed();
    }
    return switch (tag) {
      case PlainTag.ARRAY_LIST -> elements(new ArrayList<>(size), size, depth);
      case PlainTag.HASH_SET -> elements(new HashSet<>(), size, depth);
      case PlainTag.LINKED_HASH_SET -> elements(new LinkedHashSet<>(), size, depth);
      case PlainTag.HASH_MAP -> entries(size, depth);
      default -> throw malformed();
    };
  }

  private Object elements(Collection<@Nullable Object> into, int size, int depth) {
    for (int i = 0; i < size; i++) {
      into.add(element(depth));
    }
    return into;
  }

  private Object entries(int size, int depth) {
    Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      Object key = element(depth);
      map.put(key, element(depth));
    }
    return map;
  }

  /** Returns a length, or a number of elements: each takes a byte at least. */
  private int length() {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw malformed();
    }
    return length;
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("no plain value");
  }
}
