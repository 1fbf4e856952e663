package dev.holdfast.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;

/** Makes connections. Only one to a server that takes writes is ever made. */
final class ConnectionPool {
  private static final String DRIVER = "org.postgresql.Driver";
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration VALIDATION = Duration.ofMillis(250);
  private static final Duration CONNECTION_LIFE = Duration.ofMinutes(10);

  private ConnectionPool() {}

  /** Returns a pool of connections with the timeouts of a call; it connects when it is needed. */
  static HikariDataSource open(PostgresSettings settings) {
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
    return new HikariDataSource(pool);
  }

  /** Returns what makes connections without the timeouts of a call. */
  static DataSource source(PostgresSettings settings) {
    return source(settings, terms());
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
}
