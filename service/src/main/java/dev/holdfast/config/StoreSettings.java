package dev.holdfast.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions are kept.
 *
 * @param type which store
 * @param pepperFile the file with the pepper, or null
 * @param maxBytes the room of the in-memory store
 * @param nodes the cache nodes of the pool
 */
public record StoreSettings(
    Type type, @Nullable Path pepperFile, long maxBytes, List<NodeSettings> nodes) {
  private static final int DEFAULT_MEGABYTES = 256;

  /** The stores there are. */
  public enum Type {
    /** The memory of this replica: lost with it. */
    MEMORY,
    /** A pool of memcached nodes. */
    MEMCACHED
  }

  static StoreSettings read(ConfigSection store, ConfigSection pool) {
    Type type = readType(store);
    String pepper = store.string("pepper-file");
    long megabytes = store.integer("max-megabytes", DEFAULT_MEGABYTES, 1, 1 << 20);
    store.done();
    List<NodeSettings> nodes = pool.sections("nodes").stream().map(NodeSettings::read).toList();
    pool.done();
    if ((type == Type.MEMCACHED) == nodes.isEmpty()) {
      throw new ConfigurationException(
          "holdfast.pool.nodes: %d nodes with holdfast.store.type: %s (expected: %s)"
              .formatted(
                  nodes.size(),
                  type.name().toLowerCase(Locale.ROOT),
                  nodes.isEmpty() ? "at least one" : "none, or type memcached"));
    }
    return new StoreSettings(type, pepper == null ? null : Path.of(pepper), megabytes << 20, nodes);
  }

  private static Type readType(ConfigSection store) {
    String type = store.string("type", "memory");
    return switch (type) {
      case "memory" -> Type.MEMORY;
      case "memcached" -> Type.MEMCACHED;
      default ->
          throw new ConfigurationException(
              "holdfast.store.type: " + type + " (expected: memory or memcached)");
    };
  }
}
