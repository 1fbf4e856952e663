package dev.holdfast.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
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
  private static final long LOCK = 0x686f_6c64_6661_7374L; // the letters of the name

  /**
   * Runs what is missing.
   *
   * @return the versions before and after
   * @throws SQLException if the database does not answer, or refuses
   * @throws FlywayException if the schema is not what an earlier migration has made
   */
  SchemaChange run() throws SQLException {
    try (Connection guard = source.getConnection();
        Statement lock = guard.createStatement()) {
      lock.execute("SELECT pg_advisory_lock(" + LOCK + ")"); // until the connection is closed
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
      String before = version(flyway);
      flyway.migrate();
      return new SchemaChange(before, Objects.requireNonNullElse(version(flyway), NEW));
    } catch (FlywayException e) {
      SQLException cause = sqlCause(e);
      if (cause == null) {
        throw e;
      }
      throw cause;
    }
  }

  private static @Nullable String version(Flyway flyway) {
    MigrationInfo current = flyway.info().current();
    String version = current == null ? NEW : current.getVersion().getVersion();
    return version.equals(NEW) ? null : version;
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
