package dev.holdfast.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The database that every write is committed to before it is acknowledged.
 *
 * @param url where it is, as PostgreSQL's JDBC driver has it
 * @param user who logs in
 * @param passwordFile the file with the password, or null for none
 * @param connections how many connections there are at most
 * @param writesPerCommit how many writes share a commit at most; 1 gives each one of its own
 * @param outage what becomes of writes while it is away
 */
public record DatabaseSettings(
    String url,
    String user,
    @Nullable Path passwordFile,
    int connections,
    int writesPerCommit,
    Outage outage) {
  private static final int DEFAULT_CONNECTIONS = 8;
  private static final int MIN_CONNECTIONS = 4;
  private static final int MAX_CONNECTIONS = 100;
  private static final int DEFAULT_WRITES = 64;
  private static final int MAX_WRITES = 1000;

  /** What becomes of writes while the database is away. */
  public enum Outage {
    /** They are not applied. */
    REJECT,
    /** They are applied to the pool alone, and committed later. */
    DEGRADE
  }

  static @Nullable DatabaseSettings read(ConfigSection section) {
    String url = section.string("url");
    String user = section.string("user", "holdfast");
    String passwordFile = section.string("password-file");
    int connections =
        section.integer("connections", DEFAULT_CONNECTIONS, MIN_CONNECTIONS, MAX_CONNECTIONS);
    int writes = section.integer("writes-per-commit", DEFAULT_WRITES, 1, MAX_WRITES);
    Outage outage = readOutage(section);
    section.done();
    if (url == null) {
      return null;
    }
    if (!url.matches("jdbc:postgresql:.+") || url.contains("password=")) {
      throw new ConfigurationException(
          section.path()
              + ".url: "
              + (url.contains("password=") ? "holds a password" : url)
              + " (expected: jdbc:postgresql://host:port/database, and password-file beside it)");
    }
    return new DatabaseSettings(
        url,
        user,
        passwordFile == null ? null : Path.of(passwordFile),
        connections,
        writes,
        outage);
  }

  private static Outage readOutage(ConfigSection section) {
    String outage = section.string("outage", "reject");
    return switch (outage) {
      case "reject" -> Outage.REJECT;
      case "degrade" -> Outage.DEGRADE;
      default ->
          throw new ConfigurationException(
              section.path() + ".outage: " + outage + " (expected: reject or degrade)");
    };
  }

  /**
   * Returns the password.
   *
   * @throws ConfigurationException if its file cannot be read
   */
  public String password() {
    if (passwordFile == null) {
      return "";
    }
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException _) {
      throw new ConfigurationException(
          "holdfast.database.password-file: " + passwordFile + " (expected: a readable file)");
    }
  }
}
