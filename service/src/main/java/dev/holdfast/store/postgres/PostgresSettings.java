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
 * @param capacity how much is done at once
 * @param deadline how long a call waits for its answer
 * @param slack how long a row is kept beyond the end of its session
 */
public record PostgresSettings(
    String jdbcUrl,
    String user,
    String password,
    Capacity capacity,
    Duration deadline,
    Duration slack) {
  /** How long a call waits for its answer unless told otherwise. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(2);

  /** How long a row is kept beyond the end of its session unless told otherwise. */
  public static final Duration DEFAULT_SLACK = Duration.ofMinutes(5);

  private static final String SCHEME = "jdbc:postgresql:";
  private static final Duration MIN_DEADLINE = Duration.ofMillis(500);

  /**
   * How much is done at once.
   *
   * @param connections how many there are at most
   * @param writesPerCommit how many writes share a commit at most; 1 gives each one of its own
   */
  public record Capacity(int connections, int writesPerCommit) {
    /** As much as a database takes unless told otherwise. */
    public static final Capacity DEFAULT = new Capacity(8, 64);

    private static final int MIN_CONNECTIONS = 4; // two write, one looks, one reads
    private static final int MAX_CONNECTIONS = 100;
    private static final int MAX_WRITES = 1000;

    /** Checks the bounds. */
    public Capacity {
      requireCount("connections", connections, MIN_CONNECTIONS, MAX_CONNECTIONS);
      requireCount("writes-per-commit", writesPerCommit, 1, MAX_WRITES);
    }

    private static void requireCount(String what, int count, int min, int max) {
      require(count >= min && count <= max, what, count, min + " to " + max);
    }
  }

  /** Returns the settings of a database that sets nothing but where it is. */
  public static PostgresSettings of(String jdbcUrl, String user, String password) {
    return new PostgresSettings(
        jdbcUrl, user, password, Capacity.DEFAULT, DEFAULT_DEADLINE, DEFAULT_SLACK);
  }

  /** Checks the forms. */
  public PostgresSettings {
    require(jdbcUrl.startsWith(SCHEME), "url", withoutQuery(jdbcUrl), SCHEME + "//host/database");
    require(!user.isEmpty(), "user", "empty", "a name");
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
    return "PostgresSettings[" + address() + ", " + capacity.connections() + " connections]";
  }
}
