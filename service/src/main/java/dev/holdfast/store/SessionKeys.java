package dev.holdfast.store;

import dev.holdfast.session.StoreKey;
import java.util.List;

/**
 * The keys that a store has records under, in the order of their text. A key whose record comes or
 * goes meanwhile may be among them or not; every other one is there once. Used by one thread.
 */
public interface SessionKeys {
  /** Returns about how many keys there are, or 0 if that is not known. */
  long count();

  /**
   * Returns the next keys.
   *
   * @param place the text after which they begin; empty for the first ones
   * @param limit how many at most, at least 1
   * @return fewer than {@code limit} only at the end
   * @throws dev.holdfast.session.StoreUnavailableException if a part of the store that may hold
   *     more keys does not list them: silence is never the end
   */
  List<StoreKey> after(String place, int limit);
}
