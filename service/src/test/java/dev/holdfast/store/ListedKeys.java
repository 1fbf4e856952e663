package dev.holdfast.store;

import dev.holdfast.session.StoreKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The keys that a test lists.
 *
 * @param keys the keys, in any order
 */
public record ListedKeys(Collection<StoreKey> keys) implements SessionKeys {
  @Override
  public long count() {
    return keys.size();
  }

  @Override
  public List<StoreKey> after(String place, int limit) {
    return keys.stream()
        .filter(key -> key.value().compareTo(place) > 0)
        .sorted(Comparator.comparing(StoreKey::value))
        .limit(limit)
        .toList();
  }
}
