package dev.holdfast.client.attribute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value comes back as it is from the form of {@link PlainCodec}: all of its classes are
 * plain ones, and no collection is in it twice, which would become two.
 */
final class PlainCheck {
  static final int DEEPEST = 8;

  private @Nullable Set<Object> seen;

  static boolean isScalar(Object value) {
    return value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof Character
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte;
  }

  boolean passes(Object value) {
    try {
      return isPlain(value, 0);
    } catch (ConcurrentModificationException changing) {
      return false;
    }
  }

  private boolean isPlain(@Nullable Object value, int depth) {
    if (value == null) {
      return depth > 0;
    }
    if (value instanceof String text) {
      return isWellFormed(text);
    }
    return isScalar(value) || (depth < DEEPEST && isOnce(value, depth) && isTree(value, depth + 1));
  }

  private boolean isTree(Object value, int depth) {
    Class<?> type = value.getClass();
    if (type == HashMap.class) {
      Map<?, ?> map = (Map<?, ?>) value;
      return arePlain(map.keySet(), depth) && arePlain(map.values(), depth);
    }
    boolean plain = type == ArrayList.class || type == HashSet.class || type == LinkedHashSet.class;
    return plain && arePlain((Collection<?>) value, depth);
  }

  private boolean arePlain(Collection<?> elements, int depth) {
    for (Object element : elements) {
      if (!isPlain(element, depth)) {
        return false;
      }
    }
    return true;
  }

  /** The outermost one is looked for only among what it holds. */
  private boolean isOnce(Object value, int depth) {
    if (depth == 0) {
      return true;
    }
    if (seen == null) {
      seen = Collections.newSetFromMap(new IdentityHashMap<>());
    }
    return seen.add(value);
  }

  /** A lone surrogate has no UTF-8 form. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (Character.isSurrogate(each)) {
        boolean pair =
            Character.isHighSurrogate(each)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
