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
 * @param copies how many copies the pool keeps of each session, or null for the safest that so many
 *     nodes allow
 * @param database where writes are committed, or null where the pool is all there is
 */
public record StoreSettings(
    Type type,
    @Nullable Path pepperFile,
    long maxBytes,
    List<NodeSettings> nodes,
    @Nullable Copies copies,
    @Nullable DatabaseSettings database) {
  private static final int DEFAULT_MEGABYTES = 256;
  private static final int MIN_REPLICATED_NODES = 3;

  /** The stores there are. */
  public enum Type {
    /** The memory of this replica: lost with it. */
    MEMORY,
    /** A pool of memcached nodes. */
    MEMCACHED
  }

  /** How many copies a pool keeps of each session. */
  public enum Copies {
    /** One. */
    SINGLE,
    /** Two and a witness, on three nodes or more. */
    REPLICATED
  }

  static StoreSettings read(ConfigSection store, ConfigSection pool, ConfigSection table) {
    Type type = readType(store);
    String pepper = store.string("pepper-file");
    long megabytes = store.integer("max-megabytes", DEFAULT_MEGABYTES, 1, 1 << 20);
    store.done();
    List<NodeSettings> nodes = pool.sections("nodes").stream().map(NodeSettings::read).toList();
    Copies copies = readCopies(pool, nodes.size());
    pool.done();
    DatabaseSettings database = DatabaseSettings.read(table);
    if (database != null && type != Type.MEMCACHED) {
      throw new ConfigurationException(
          "holdfast.database.url: with holdfast.store.type: memory (expected: memcached; a replica"
              + " would answer old states from its own memory)");
    }
    if ((type == Type.MEMCACHED) == nodes.isEmpty()) {
      throw new ConfigurationException(
          "holdfast.pool.nodes: %d nodes with holdfast.store.type: %s (expected: %s)"
              .formatted(
                  nodes.size(),
                  type.name().toLowerCase(Locale.ROOT),
                  nodes.isEmpty() ? "at least one" : "none, or type memcached"));
    }
    return new StoreSettings(
        type, pepper == null ? null : Path.of(pepper), megabytes << 20, nodes, copies, database);
  }

  private static @Nullable Copies readCopies(ConfigSection pool, int nodes) {
    String mode = pool.string("mode", "auto");
    if (mode.equals("replicated") && nodes < MIN_REPLICATED_NODES) {
      throw new ConfigurationException(
          "holdfast.pool.mode: replicated with %d nodes (expected: at least %d nodes)"
              .formatted(nodes, MIN_REPLICATED_NODES));
    }
    return switch (mode) {
      case "auto" -> null;
      case "single" -> Copies.SINGLE;
      case "replicated" -> Copies.REPLICATED;
      default ->
          throw new ConfigurationException(
              "holdfast.pool.mode: " + mode + " (expected: auto, single or replicated)");
    };
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
