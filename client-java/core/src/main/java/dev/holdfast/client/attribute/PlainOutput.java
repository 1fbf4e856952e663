package dev.holdfast.client.attribute;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one value in the form of {@link PlainCodec}. */
final class PlainOutput {
  private ByteBuffer out = ByteBuffer.allocate(128);

  byte[] write(Object value) {
    element(value);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private void element(@Nullable Object value) {
    if (value == null) {
      tag(PlainTag.NULL, 0);
    } else if (value instanceof String text) {
      byte[] utf8 = text.getBytes(UTF_8);
      tag(PlainTag.TEXT, Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8);
    } else if (PlainCheck.isScalar(value)) {
      scalar(value);
    } else {
      collection(value);
    }
  }

  private void scalar(Object value) {
    if (value instanceof Integer number) {
      tag(PlainTag.INT, Integer.BYTES).putInt(number);
    } else if (value instanceof Long number) {
      tag(PlainTag.LONG, Long.BYTES).putLong(number);
    } else if (value instanceof Boolean truth) {
      tag(truth ? PlainTag.TRUE : PlainTag.FALSE, 0);
    } else if (value instanceof Double number) {
      tag(PlainTag.DOUBLE, Double.BYTES).putDouble(number);
    } else if (value instanceof Float number) {
      tag(PlainTag.FLOAT, Float.BYTES).putFloat(number);
    } else if (value instanceof Short number) {
      tag(PlainTag.SHORT, Short.BYTES).putShort(number);
    } else if (value instanceof Byte number) {
      tag(PlainTag.BYTE, Byte.BYTES).put(number);
    } else {
      tag(PlainTag.CHAR, Character.BYTES).putChar((Character) value);
    }
  }

  private void collection(Object value) {
    if (value instanceof HashMap<?, ?> map) {
      tag(PlainTag.HASH_MAP, Integer.BYTES).putInt(map.size());
      for (Map.Entry<?, ?> each : map.entrySet()) {
        element(each.getKey());
        element(each.getValue());
      }
    } else {
      Collection<?> elements = (Collection<?>) value;
      tag(tagOf(value.getClass()), Integer.BYTES).putInt(elements.size());
      elements.forEach(this::element);
    }
  }

  private static byte tagOf(Class<?> type) {
    if (type == ArrayList.class) {
      return PlainTag.ARRAY_LIST;
    }
    if (type == LinkedHashSet.class) {
      return PlainTag.LINKED_HASH_SET;
    }
    if (type == HashSet.class) {
      return PlainTag.HASH_SET;
    }
    throw new IllegalArgumentException(type.getName());
  }

  /** Writes what follows, and makes room for it. */
  private ByteBuffer tag(byte tag, int bytes) {
    if (out.remaining() <= bytes) {
      int needed = Math.addExact(out.position() + 1, bytes);
      out = ByteBuffer.allocate(Math.max(2 * out.capacity(), needed)).put(out.flip());
    }
    return out.put(tag);
  }
}
