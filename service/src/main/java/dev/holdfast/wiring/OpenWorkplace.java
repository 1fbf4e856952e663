package dev.holdfast.wiring;

import dev.holdfast.config.ConfigurationException;
import dev.holdfast.config.DatabaseSettings;
import dev.holdfast.config.StoreSettings;
import dev.holdfast.maintenance.Workplace;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.store.memcached.MemcachedSessionStore;
import dev.holdfast.store.memcached.NodeView;
import dev.holdfast.store.memcached.PoolSettings;
import dev.holdfast.store.postgres.PostgresRecords;
import dev.holdfast.store.postgres.PostgresSettings;
import dev.holdfast.store.postgres.SchemaChange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the pool and the database of a configuration for a command.
 *
 * @param settings where sessions are kept
 * @param clock tells the time
 */
public record OpenWorkplace(StoreSettings settings, InstantSource clock)
    implements Workplace.Opener {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  /**
   * Checks that there is a pool and a database.
   *
   * @throws ConfigurationException if there is not
   */
  public OpenWorkplace {
    if (settings.database() == null) {
      throw new ConfigurationException(
          "holdfast.database.url is missing (expected: the database that this command is for)");
    }
  }

  private DatabaseSettings database() {
    DatabaseSettings database = settings.database();
    if (database == null) {
      throw new IllegalStateException("checked before");
    }
    return database;
  }

  @Override
  public String migrate() {
    SchemaChange change = migrated(DurableStore.database(database()));
    if (change.after().equals(change.before())) {
      return "the schema has version " + change.after() + " already";
    }
    return change.before() == null
        ? "the schema is new and has version " + change.after()
        : "the schema went from version " + change.before() + " to " + change.after();
  }

  /** Unlike a replica, a command has nothing else to do: it waits for a database that comes up. */
  private static SchemaChange migrated(PostgresSettings database) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return SchemaChange.migrate(database);
      } catch (StoreUnavailableException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(database, PAUSE_NANOS);
      }
    }
  }

  @Override
  public Workplace open() {
    var meters = new SimpleMeterRegistry();
    var records = PostgresRecords.start(DurableStore.database(database()), clock, meters);
    MemcachedSessionStore pool = null;
    try {
      await(records::isUp);
      if (!records.isUp()) {
        throw new StoreUnavailableException("the database does not answer");
      }
      pool = MemcachedSessionStore.start(OpenStore.pool(settings), meters, clock);
      requireNodes(pool);
    } catch (RuntimeException e) {
      close(pool, records);
      throw e;
    }
    MemcachedSessionStore opened = pool;
    return new Workplace(
        opened, opened::keys, records, records.table(), clock, () -> close(opened, records));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(condition, PAUSE_NANOS);
    }
  }

  /** One node of a replicated pool may be away: the others have what it has. */
  private static void requireNodes(MemcachedSessionStore pool) {
    await(() -> away(pool).isEmpty());
    List<NodeView> away = away(pool);
    int sparable = pool.mode() == PoolSettings.Mode.REPLICATED ? 1 : 0;
    if (away.size() > sparable) {
      NodeView first = away.getFirst();
      throw new StoreUnavailableException(
          "node " + first.id() + " of the pool cannot be used: " + first.reason());
    }
  }

  private static List<NodeView> away(MemcachedSessionStore pool) {
    return pool.nodes().stream().filter(node -> !node.up()).toList();
  }

  private static void close(@Nullable MemcachedSessionStore pool, PostgresRecords records) {
    if (pool != null) {
      pool.close();
    }
    records.close();
  }
}
