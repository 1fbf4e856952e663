package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one state of a record, as they were seen together.
 *
 * @param first a copy with the payload
 * @param second another copy of the same version, its payload perhaps not seen
 * @param third another one
 */
record Sighting(Copy first, @Nullable Copy second, @Nullable Copy third) {
  /** Returns the record. */
  @Nullable Session session() {
    return first.session();
  }

  /** Returns the copy that was seen on this link. */
  @Nullable Copy on(NodeLink link) {
    return isOn(first, link)
        ? first
        : isOn(second, link) ? second : isOn(third, link) ? third : null;
  }

  private static boolean isOn(@Nullable Copy copy, NodeLink link) {
    return copy != null && Objects.equals(copy.connection(), link);
  }

  /** Returns this with one more copy, or with a newer state of one on the same link. */
  Sighting with(Copy copy) {
    NodeLink link = copy.connection();
    if (isOn(first, link)) {
      return new Sighting(new Copy(first.session(), copy.cas(), link), second, third);
    }
    return second == null || isOn(second, link)
        ? new Sighting(first, copy, third)
        : new Sighting(first, second, copy);
  }

  /** Returns whether both are of the same states of the same items. */
  boolean isSame(Sighting other) {
    return isSame(first, other.first) && isSame(second, other.second) && isSame(third, other.third);
  }

  /** A cas is never given twice on one connection, so the keys need no look. */
  private static boolean isSame(@Nullable Copy one, @Nullable Copy other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.cas() == other.cas() && Objects.equals(one.connection(), other.connection());
  }
}
