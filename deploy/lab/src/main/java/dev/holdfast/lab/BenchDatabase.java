package dev.holdfast.lab;

import dev.holdfast.store.postgres.PostgresSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database of its own for one measurement.
 *
 * @param settings how a store finds it
 */
record BenchDatabase(PostgresSettings settings) {
  private static final String COUNTS =
      " FROM pg_stat_user_tables WHERE relname = 'holdfast_session'";

  /**
   * Makes it, on a server that looks for dead rows every second: an hour passes in a minute.
   *
   * @param url where another database of the server is
   * @param name what it is called
   */
  static BenchDatabase create(String url, String user, String password, String name)
      throws SQLException {
    var server = new BenchDatabase(PostgresSettings.of(url, user, password));
    server.run("ALTER SYSTEM SET autovacuum_naptime = '1s'");
    server.run("SELECT pg_reload_conf()");
    server.run("CREATE DATABASE " + name);
    String own = url.substring(0, url.lastIndexOf('/') + 1) + name;
    return new BenchDatabase(PostgresSettings.of(own, user, password));
  }

  void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Prints what the server has counted of the table; its users must have gone. */
  void print(String label) throws SQLException {
    double updates = number("SELECT n_tup_upd" + COUNTS);
    System.out.printf("%s_updated_rows=%.0f%n", label, updates);
    System.out.printf(
        "%s_hot_share=%.3f%n", label, number("SELECT n_tup_hot_upd" + COUNTS) / updates);
    System.out.printf("%s_dead_rows=%d%n", label, number("SELECT n_dead_tup" + COUNTS));
    System.out.printf("%s_vacuums=%d%n", label, number("SELECT autovacuum_count" + COUNTS));
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
  }
}
