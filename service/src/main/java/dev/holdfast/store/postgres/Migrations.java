package dev.holdfast.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
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

  private static final long LOCK = 0x686f_6c64_6661_7374L; // the letters of the name

  /**
   * Runs what is missing.
   *
   * @throws SQLException if the database does not answer, or refuses
   * @throws FlywayException if the schema is not what an earlier migration has made
   */
  void run() throws SQLException {
    try (Connection guard = source.getConnection();
        Statement lock = guard.createStatement()) {
      lock.execute("SELECT pg_advisory_lock(" + LOCK + ")"); // until the connection is closed
      migrate();
    }
  }

  private void migrate() throws SQLException {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:db/migration")
          .table(HISTORY)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      SQLException cause = sqlCause(e);
      if (cause == null) {
        throw e;
      }
      throw cause;
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
