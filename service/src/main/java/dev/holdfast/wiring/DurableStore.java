package dev.holdfast.wiring;

import dev.holdfast.config.DatabaseSettings;
import dev.holdfast.operations.ComponentHealth;
import dev.holdfast.store.WriteThroughSessionStore;
import dev.holdfast.store.postgres.PostgresRecords;
import dev.holdfast.store.postgres.PostgresSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Puts a database under a pool: writes are committed there before the pool has them. */
final class DurableStore {
  private DurableStore() {}

  static OpenStore under(
      OpenStore pool, DatabaseSettings settings, MeterRegistry registry, InstantSource clock) {
    try {
      PostgresRecords records = PostgresRecords.start(database(settings), clock, registry);
      return new OpenStore(
          new WriteThroughSessionStore(pool.store(), records),
          () -> health(pool, records),
          pool.ring(),
          records.users(),
          () -> close(pool, records));
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Returns the database that is set. */
  static PostgresSettings database(DatabaseSettings settings) {
    return new PostgresSettings(
        settings.url(),
        settings.user(),
        settings.password(),
        new PostgresSettings.Capacity(settings.connections(), settings.writesPerCommit()),
        PostgresSettings.DEFAULT_DEADLINE,
        PostgresSettings.DEFAULT_SLACK);
  }

  private static List<ComponentHealth> health(OpenStore pool, PostgresRecords records) {
    boolean up = records.isUp();
    var database =
        new ComponentHealth("database", up, up ? "commits every write" : "does not answer");
    return Stream.concat(pool.health().stream(), Stream.of(database)).toList();
  }

  private static void close(OpenStore pool, PostgresRecords records) {
    pool.close();
    records.close();
  }
}
