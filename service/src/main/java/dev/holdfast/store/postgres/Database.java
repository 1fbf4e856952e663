package dev.holdfast.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the database, and whether it is there. Its schema is made or brought up to
 * date before anything else, at the start or as soon as the database answers.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final String DRIVER = "org.postgresql.Driver";
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration VALIDATION = Duration.ofMillis(250);
  private static final Duration CONNECTION_LIFE = Duration.ofMinutes(10);

  private final String address;
  private final Migrations migrations;
  private final HikariDataSource pool;
  private volatile boolean migrated;
  private volatile boolean up;
  private volatile boolean missed;

  private Database(PostgresSettings settings) {
    address = settings.address();
    migrations = new Migrations(source(settings, terms()));
    pool = new HikariDataSource(poolOf(settings));
  }

  /**
   * Opens the pool and migrates the schema. A database that is away is waited for in the
   * background.
   *
   * @throws IllegalStateException if it is there and refuses the user or the migration
   */
  static Database open(PostgresSettings settings) {
    Database database = new Database(settings);
    try {
      database.check();
    } catch (SQLException e) {
      database.down(e);
      if (!SqlStates.isConnectionLost(e)) {
        database.close();
        throw unusable(database.address, e);
      }
    }
    return database;
  }

  /** Brings the schema up to date, without opening a pool. */
  static SchemaChange migrate(PostgresSettings settings) {
    try {
      return new Migrations(source(settings, terms())).run();
    } catch (SQLException e) {
      throw SqlStates.isConnectionLost(e)
          ? SqlStates.unavailable(e)
          : unusable(settings.address(), e);
    }
  }

  private static IllegalStateException unusable(String address, SQLException e) {
    return new IllegalStateException(
        "database " + address + " cannot be used: " + SqlStates.describe(e));
  }

  private static HikariConfig poolOf(PostgresSettings settings) {
    long statementMillis = settings.deadline().toMillis();
    long lockMillis = statementMillis / 4; // the rest is for trying each write alone
    Properties terms = terms();
    terms.setProperty("socketTimeout", Long.toString(Math.ceilDiv(statementMillis, 1000L)));
    terms.setProperty(
        "options",
        "-c statement_timeout=%d -c lock_timeout=%d".formatted(statementMillis, lockMillis));
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(source(settings, terms));
    pool.setPoolName("holdfast-database");
    pool.setMaximumPoolSize(settings.capacity().connections());
    pool.setConnectionTimeout(CONNECT.toMillis());
    pool.setValidationTimeout(VALIDATION.toMillis());
    pool.setMaxLifetime(CONNECTION_LIFE.toMillis());
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  /** Returns what the driver is told for every connection; its times are seconds. */
  private static Properties terms() {
    Properties terms = new Properties();
    terms.setProperty("ApplicationName", "holdfast");
    terms.setProperty("connectTimeout", "1");
    terms.setProperty("loginTimeout", "2");
    terms.setProperty("targetServerType", "primary");
    terms.setProperty("logServerErrorDetail", "false"); // it quotes rows
    return terms;
  }

  private static DataSource source(PostgresSettings settings, Properties terms) {
    return new DriverDataSource(
        settings.jdbcUrl(), DRIVER, terms, settings.user(), settings.password());
  }

  /** Returns a connection of the pool, in which each statement is a transaction of its own. */
  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /** Looks whether the database is there, and migrates the schema if that has not been done. */
  void probe() {
    try {
      check();
    } catch (SQLException e) {
      down(e);
    }
  }

  private void check() throws SQLException {
    if (!migrated) {
      var _ = migrations.run();
      migrated = true;
    }
    try (Connection connection = connection()) {
      if (!connection.isValid(1)) {
        throw new SQLException("not valid", "08006");
      }
    }
    if (!up) {
      LOG.info("database {} is there", address);
      up = true;
      missed = false;
    }
  }

  /** An outage is logged when it begins, not every second. */
  private void down(SQLException e) {
    if (!missed) {
      LOG.warn("database {} cannot be used: {}", address, SqlStates.describe(e));
      missed = true;
    }
    up = false;
  }

  /** Returns whether the last look found it there. */
  boolean isUp() {
    return up;
  }

  @Override
  public void close() {
    up = false;
    pool.close();
  }

  @Override
  public String toString() {
    return address;
  }
}
