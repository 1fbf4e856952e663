package dev.holdfast.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema up to date. Any number of replicas may do so at once: they go one by one. The
 * lock of Flyway itself does not cover the making of its history, where two of them collide.
 *
 * @param source makes connections without the timeouts of a call
 */
record Migrations(DataSource source) {
  /** A table in a schema that others use as well needs a history of its own. */
  private static final String HISTORY = "holdfast_schema_history";

  private static final String NEW = "0";
  private static final String FOREIGN =
      "SELECT to_regclass('holdfast_session') IS NOT NULL AND to_regclass('"
          + HISTORY
          + "') IS NULL";
  private static final Set<MigrationState> LATER =
      EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);
  private static final long LOCK = 0x686f_6c64_6661_7374L; // the letters of the name

  /**
   * Runs what is missing.
   *
   * @return the versions before and after
   * @throws SQLException if the database does not answer, or refuses
   * @throws SchemaException if the schema is not what an earlier migration has made
   */
  SchemaChange run() throws SQLException {
    try (Connection guard = source.getConnection();
        Statement lock = guard.createStatement()) {
      lock.execute("SELECT pg_advisory_lock(" + LOCK + ")"); // until the connection is closed
      requireOwn(lock);
      return migrate();
    }
  }

  private SchemaChange migrate() throws SQLException {
    try {
      Flyway flyway =
          Flyway.configure()
              .dataSource(source)
              .locations("classpath:db/migration")
              .table(HISTORY)
              .baselineOnMigrate(true)
              .baselineVersion(NEW)
              .load();
      requireKnown(flyway.info().all());
      String before = version(flyway);
      flyway.migrate();
      return new SchemaChange(before, Objects.requireNonNullElse(version(flyway), NEW));
    } catch (FlywayException e) {
      SQLException cause = sqlCause(e);
      if (cause == null) {
        throw new SchemaException(
            "the schema of the database was made by other migrations (expected: those of this"
                + " release)");
      }
      throw cause;
    }
  }

  private static @Nullable String version(Flyway flyway) {
    MigrationInfo current = flyway.info().current();
    String version = current == null ? NEW : current.getVersion().getVersion();
    return version.equals(NEW) ? null : version;
  }

  /** Flyway itself passes over migrations that it does not know. */
  private static void requireKnown(MigrationInfo[] migrations) {
    MigrationVersion found = MigrationVersion.EMPTY;
    MigrationVersion known = MigrationVersion.EMPTY;
    for (MigrationInfo each : migrations) {
      boolean isLater = LATER.contains(each.getState());
      found = isLater ? latest(found, each.getVersion()) : found;
      known = isLater ? known : latest(known, each.getVersion());
    }
    if (found.isNewerThan(MigrationVersion.EMPTY)) {
      throw new SchemaException(
          "the schema of the database has version %s (expected: at most %s; a later release has"
                  .formatted(found, known)
              + " changed it)");
    }
  }

  private static MigrationVersion latest(MigrationVersion one, @Nullable MigrationVersion other) {
    return other != null && other.isNewerThan(one) ? other : one;
  }

  /** Refuses a table of our name that is not ours, before anything is made beside it. */
  private static void requireOwn(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(FOREIGN)) {
      if (row.next() && row.getBoolean(1)) {
        throw new SchemaException(
            "the database has a table holdfast_session and no "
                + HISTORY
                + " (expected: both, or neither; the table is not Holdfast's)");
      }
    }
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}
