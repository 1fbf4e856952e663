package dev.holdfast.store;

import dev.holdfast.session.StoreKey;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys whose records were written while the durable records were away. There is room for some; what
 * finds none is left to the pass over the whole cache. Safe for use by many threads.
 */
final class Backlog {
  /** How many keys there is room for: some tens of megabytes. */
  static final int CAPACITY = 200_000;

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  private final int capacity;
  private final Set<StoreKey> keys = ConcurrentHashMap.newKeySet();
  private volatile boolean full;

  Backlog(int capacity) {
    this.capacity = capacity;
  }

  void publish(MeterRegistry meters) {
    Gauge.builder("holdfast.database.backlog", keys, Set::size)
        .description("Sessions that this replica has yet to write to the database")
        .register(meters);
    Gauge.builder("holdfast.database.backlog.capacity", () -> capacity)
        .description("How many there is room for")
        .register(meters);
    Gauge.builder("holdfast.database.backlog.full", this, b -> b.full ? 1 : 0)
        .description("Whether some found no room, and wait for the pass over the pool")
        .register(meters);
  }

  void add(StoreKey key) {
    if (keys.size() < capacity) {
      keys.add(key);
    } else if (!keys.contains(key) && !full) {
      full = true;
      LOG.warn(
          "the backlog is full with {} keys: a pass over the pool will find the rest", capacity);
    }
  }

  /** Takes out some keys: whoever takes one brings its record to the table, or adds it again. */
  List<StoreKey> take(int most) {
    return keys.stream().limit(most).toList().stream().filter(keys::remove).toList();
  }

  int size() {
    return keys.size();
  }

  boolean isFull() {
    return full;
  }

  /** Notes that a pass has found what had no room. */
  void settled() {
    full = false;
  }
}
