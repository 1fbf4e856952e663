package dev.holdfast.store.memcached;

import java.util.Map;
import java.util.TreeMap;

/** Counts by name. */
final class Tally {
  private final Map<String, Long> counts = new TreeMap<>();

  void add(String name) {
    add(name, 1);
  }

  void add(String name, long count) {
    counts.merge(name, count, Long::sum);
  }

  void addAll(Tally other) {
    other.counts.forEach(this::add);
  }

  long get(String name) {
    return counts.getOrDefault(name, 0L);
  }

  Map<String, Long> counts() {
    return Map.copyOf(counts);
  }
}
