package dev.holdfast.wiring;

import dev.holdfast.config.DatabaseSettings;
import dev.holdfast.operations.ComponentHealth;
import dev.holdfast.store.CacheNotes;
import dev.holdfast.store.DegradedWrites;
import dev.holdfast.store.Reconciliation;
import dev.holdfast.store.Reconciliation.Mends;
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
      OpenStore pool,
      CacheNotes notes,
      DatabaseSettings settings,
      MeterRegistry registry,
      InstantSource clock) {
    try {
      return switch (settings.outage()) {
        case REJECT -> rejecting(pool, PostgresRecords.start(database(settings), clock, registry));
        case DEGRADE -> {
          var records = PostgresRecords.startOrWait(database(settings), clock, registry);
          var pass =
              new Reconciliation(pool.store(), records, records.table(), Mends.BOTH, clock)
                  .fromAll(notes::keys);
          yield degrading(
              pool, records, DegradedWrites.start(pool.store(), notes, records, pass, registry));
        }
      };
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static OpenStore rejecting(OpenStore pool, PostgresRecords records) {
    return new OpenStore(
        new WriteThroughSessionStore(pool.store(), records),
        () -> health(pool, records, "no write is applied"),
        pool.ring(),
        records.users(),
        () -> {
          pool.close();
          records.close();
        });
  }

  private static OpenStore degrading(
      OpenStore pool, PostgresRecords records, DegradedWrites outage) {
    return new OpenStore(
        new WriteThroughSessionStore(pool.store(), records, outage),
        () -> health(pool, records, "writes go to the pool alone; " + backlog(outage)),
        pool.ring(),
        records.users(),
        () -> {
          outage.close();
          pool.close();
          records.close();
        });
  }

  private static String backlog(DegradedWrites outage) {
    return outage.backlog()
        + " sessions wait to be committed"
        + (outage.isFull() ? ", and more that a pass over the pool will find" : "");
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

  private static List<ComponentHealth> health(
      OpenStore pool, PostgresRecords records, String instead) {
    boolean commits = records.isUp() && records.refusal().isEmpty();
    String why = records.isUp() ? records.refusal() : "does not answer";
    var database =
        new ComponentHealth(
            "database", commits, commits ? "commits every write" : why + "; " + instead);
    return Stream.concat(pool.health().stream(), Stream.of(database)).toList();
  }
}
