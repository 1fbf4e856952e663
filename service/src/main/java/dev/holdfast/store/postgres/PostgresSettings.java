package dev.holdfast.store.postgres;

import dev.holdfast.session.InvalidInputException;
import java.time.Duration;

/**
 * Where the database is, and how patient its callers are.
 *
 * @param jdbcUrl where it is, such as {@code jdbc:postgresql://host/database}; several hosts may be
 *     named, and the one that takes writes is used
 * @param user who owns the table
 * @param password proves it; never printed
 * @param poolSize how many connections there are at most
 * @param deadline how long a call waits for its answer
 * @param slack how long a row is kept beyond the end of its session
 */
public record PostgresSettings(
    String jdbcUrl, String user, String password, int poolSize, Duration deadline, Duration slack) {
  /** How many connections there are unless told otherwise. */
  public static final int DEFAULT_POOL_SIZE = 8;

  /** How long a call waits for its answer unless told otherwise. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(2);

  /** How long a row is kept beyond the end of its session unless told otherwise. */
  public static final Duration DEFAULT_SLACK = Duration.ofMinutes(5);

  private static final String SCHEME = "jdbc:postgresql:";
  private static final int MIN_POOL_SIZE = 1;
  private static final int MAX_POOL_SIZE = 1000;
  private static final Duration MIN_DEADLINE = Duration.ofMillis(500);

  /** Returns the settings of a database that sets nothing but where it is. */
  public static PostgresSettings of(String jdbcUrl, String user, String password) {
    return new PostgresSettings(
        jdbcUrl, user, password, DEFAULT_POOL_SIZE, DEFAULT_DEADLINE, DEFAULT_SLACK);
  }

  /** Checks the forms. */
  public PostgresSettings {
    require(jdbcUrl.startsWith(SCHEME), "url", withoutQuery(jdbcUrl), SCHEME + "//host/database");
    require(!user.isEmpty(), "user", "empty", "a name");
    boolean sized = poolSize >= MIN_POOL_SIZE && poolSize <= MAX_POOL_SIZE;
    require(sized, "pool-size", poolSize, MIN_POOL_SIZE + " to " + MAX_POOL_SIZE);
    require(deadline.compareTo(MIN_DEADLINE) >= 0, "deadline", deadline, ">= " + MIN_DEADLINE);
    require(!slack.isNegative(), "slack", slack, ">= 0");
  }

  private static void require(boolean holds, String what, Object value, String expected) {
    if (!holds) {
      throw new InvalidInputException(what + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** Returns the address without its parameters, among which there may be a password. */
  String address() {
    return withoutQuery(jdbcUrl);
  }

  private static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  @Override
  public String toString() {
    return "PostgresSettings[" + address() + ", " + poolSize + " connections]";
  }
}
