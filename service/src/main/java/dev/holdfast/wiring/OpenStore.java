package dev.holdfast.wiring;

import dev.holdfast.config.StoreSettings;
import dev.holdfast.operations.ComponentHealth;
import dev.holdfast.operations.RingControl;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.UserIndex;
import dev.holdfast.store.memcached.MemcachedSessionStore;
import dev.holdfast.store.memcached.PoolSettings;
import dev.holdfast.store.memcached.ReadLoop;
import dev.holdfast.store.memcached.RingView;
import dev.holdfast.store.memory.InMemorySessionStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store of this replica, its ring, its health and its end.
 *
 * @param store the store
 * @param components asks for the state of its parts, without I/O
 * @param ring the ring of its nodes
 * @param users the index of the sessions of users, or null where the store has none
 * @param closing ends it
 */
record OpenStore(
    SessionStore store,
    Supplier<List<ComponentHealth>> components,
    RingControl ring,
    @Nullable UserIndex users,
    Runnable closing) {

  private static final Duration SLACK = Duration.ofMinutes(5);

  static OpenStore open(
      StoreSettings settings, MeterRegistry registry, ReadLoop reads, InstantSource clock) {
    return switch (settings.type()) {
      case MEMORY -> {
        var store = new InMemorySessionStore(settings.maxBytes(), SLACK, clock);
        yield new OpenStore(store, List::of, new NoRing(), null, () -> {});
      }
      case MEMCACHED -> {
        var store = MemcachedSessionStore.start(pool(settings), registry, reads, clock);
        var ring = new PoolRingControl(store::ring, store::nodes);
        var pool = new OpenStore(store, () -> healthOf(store), ring, null, store::close);
        yield settings.database() == null
            ? pool
            : DurableStore.under(pool, store.notes(), settings.database(), registry, clock);
      }
    };
  }

  /** Returns the pool that is set. */
  static PoolSettings pool(StoreSettings settings) {
    PoolSettings pool =
        PoolSettings.of(
            settings.nodes().stream()
                .map(n -> new PoolSettings.Node(n.id(), n.host(), n.port(), n.weight()))
                .toList());
    pool = settings.database() == null ? pool : pool.withDatabase();
    return switch (settings.copies()) {
      case null -> pool;
      case SINGLE -> pool.withMode(PoolSettings.Mode.SINGLE);
      case REPLICATED -> pool.withMode(PoolSettings.Mode.REPLICATED);
    };
  }

  private static List<ComponentHealth> healthOf(MemcachedSessionStore store) {
    var pool = new ComponentHealth("pool", true, describe(store.mode(), store.ring().view()));
    var nodes =
        store.nodes().stream()
            .map(node -> new ComponentHealth("node " + node.id(), node.up(), node.reason()));
    return Stream.concat(Stream.of(pool), nodes).toList();
  }

  /** Returns a few words for the health of a pool: what it keeps, and whether its ring changes. */
  static String describe(PoolSettings.Mode mode, RingView ring) {
    return ring.isChanging()
        ? mode.describe() + "; ring " + ring.epoch() + " is changing"
        : mode.describe();
  }

  List<ComponentHealth> health() {
    return components.get();
  }

  void close() {
    closing.run();
  }
}
