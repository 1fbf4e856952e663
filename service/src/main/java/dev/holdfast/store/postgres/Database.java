package dev.holdfast.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the database, and whether it is there. Its schema is made or brought up to
 * date before anything else, at the start or as soon as the database answers.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final String PROBE = "SELECT key FROM holdfast_session WHERE key = ''";

  private static final Duration FIRST_PATIENCE = Duration.ofMinutes(1);

  private final String address;
  private final Duration patience;
  private final Migrations migrations;
  private final HikariDataSource pool;
  private final DatabaseBreaker breaker;
  private final WriteRefusals refusals;
  private final LongAdder refused = new LongAdder();
  private volatile boolean migrated;
  private volatile boolean missed;

  private Database(PostgresSettings settings, Runnable onSilence) {
    address = settings.address();
    patience = settings.deadline().dividedBy(2);
    migrations = new Migrations(ConnectionPool.source(settings));
    pool = ConnectionPool.open(settings);
    breaker = new DatabaseBreaker(onSilence);
    refusals = new WriteRefusals(address);
  }

  /**
   * Opens the pool and migrates the schema. A database that is away is waited for in the
   * background.
   *
   * @param waits whether one that refuses the user is waited for as well
   * @param onSilence called whenever it falls silent
   * @throws IllegalStateException if it is there and refuses the user, unless that is waited for;
   *     or if its schema is not one of this release
   */
  static Database open(PostgresSettings settings, boolean waits, Runnable onSilence) {
    Database database = new Database(settings, onSilence);
    try {
      database.check(FIRST_PATIENCE);
    } catch (SQLException e) {
      database.down(SqlStates.describe(e));
      if (!waits && !SqlStates.isConnectionLost(e)) {
        database.close();
        throw unusable(database.address, e);
      }
    } catch (SchemaException e) {
      database.close();
      throw e;
    }
    return database;
  }

  /** Brings the schema up to date, without opening a pool. */
  static SchemaChange migrate(PostgresSettings settings) {
    try {
      return new Migrations(ConnectionPool.source(settings)).run();
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

  /**
   * Returns a connection of the pool, in which each statement is a transaction of its own.
   *
   * @throws SQLException at once while the database is known to be silent
   */
  Connection connection() throws SQLException {
    if (!breaker.isClosed()) {
      refused.increment();
      throw new SQLTransientConnectionException("known to be away", "08001");
    }
    return pool.getConnection();
  }

  /** Notes that a call was answered. */
  void answered() {
    breaker.answered();
  }

  /** Notes that rows were written. */
  void written() {
    breaker.answered();
    refusals.clear();
  }

  /** Notes that a call has failed. */
  void failed(SQLException e) {
    if (SqlStates.isSilence(e)) {
      breaker.missed(e);
    } else {
      breaker.answered();
      refusals.note(e);
    }
  }

  /** Notes that a call was not answered in time. */
  void late(RuntimeException e) {
    breaker.missed(e);
  }

  /** Looks whether the database is there, and migrates the schema if that has not been done. */
  void probe() {
    try {
      check(patience);
    } catch (SQLException e) {
      down(SqlStates.describe(e));
    } catch (SchemaException e) {
      down(String.valueOf(e.getMessage()));
    }
  }

  private void check(Duration within) throws SQLException {
    if (!migrated) {
      var _ = migrations.run();
      migrated = true;
    }
    long start = System.nanoTime();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(PROBE);
    }
    if (System.nanoTime() - start > within.toNanos()) {
      throw new SQLException("late", SqlStates.LATE);
    }
    if (!isUp()) {
      LOG.info("database {} is there", address);
      breaker.close();
      missed = false;
    }
  }

  /** An outage is logged when it begins, not every second. */
  private void down(String why) {
    if (!missed) {
      LOG.warn("database {} cannot be used: {}", address, why);
      missed = true;
    }
    breaker.open();
  }

  /** Returns whether it answers, as far as calls and the last probe have told. */
  boolean isUp() {
    return breaker.isClosed();
  }

  /** Returns why it takes no writes although it answers, or nothing if it takes them. */
  String refusal() {
    return refusals.reason();
  }

  /** Returns how many calls were refused because it was known to be silent. */
  long refused() {
    return refused.sum();
  }

  @Override
  public void close() {
    breaker.open();
    pool.close();
  }

  @Override
  public String toString() {
    return address;
  }
}
