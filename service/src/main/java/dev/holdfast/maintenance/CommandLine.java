package dev.holdfast.maintenance;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has asked for.
 *
 * @param command what to do
 * @param config the configuration file of a replica
 * @param dryRun whether differences are only counted
 * @param rowsPerSecond how many keys are looked at in a second at most; 0 for as many as can be
 * @param state the file that says where an interrupted run goes on, or null
 */
public record CommandLine(
    Command command, Path config, boolean dryRun, int rowsPerSecond, @Nullable Path state) {
  /** How a command is called. */
  public static final String USAGE =
      """
      java -jar holdfast-service.jar migrate --config <file.yml>
      java -jar holdfast-service.jar warm    --config <file.yml> [--rate <rows a second>] [--state <file>]
      java -jar holdfast-service.jar verify  --config <file.yml> [--rate <rows a second>] [--state <file>] [--dry-run]
      """;

  private static final int MAX_RATE = 10_000_000;

  /** The commands there are. */
  public enum Command {
    /** Brings the schema up to date. */
    MIGRATE,
    /** Fills the pool from the database. */
    WARM,
    /** Compares pool and database, and mends what differs. */
    VERIFY;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Command of(String word) {
      return Arrays.stream(values())
          .filter(each -> each.word().equals(word))
          .findFirst()
          .orElse(null);
    }
  }

  /** Returns whether arguments begin with a command. */
  public static boolean isCommand(String[] arguments) {
    return arguments.length > 0 && !arguments[0].startsWith("-");
  }

  /**
   * Reads arguments.
   *
   * @throws UsageException for any that are not understood
   */
  public static CommandLine parse(String[] arguments) {
    Command command = Command.of(arguments[0]);
    if (command == null) {
      throw new UsageException(arguments[0] + " (expected: migrate, warm or verify)");
    }
    Path config = null;
    Path state = null;
    boolean dryRun = false;
    int rate = 0;
    Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments).subList(1, arguments.length));
    while (!left.isEmpty()) {
      String option = left.remove();
      if (option.equals("--config")) {
        config = Path.of(value(option, left));
      } else if (option.equals("--state") && command != Command.MIGRATE) {
        state = Path.of(value(option, left));
      } else if (option.equals("--rate") && command != Command.MIGRATE) {
        rate = rate(value(option, left));
      } else if (option.equals("--dry-run") && command == Command.VERIFY) {
        dryRun = true;
      } else {
        throw new UsageException(command.word() + " " + option + " (expected: an option it has)");
      }
    }
    if (config == null) {
      throw new UsageException("no configuration (expected: --config <file.yml>)");
    }
    return new CommandLine(command, config, dryRun, rate, state);
  }

  private static String value(String option, Deque<String> left) {
    String value = left.poll();
    if (value == null) {
      throw new UsageException(option + " (expected: a value after it)");
    }
    return value;
  }

  private static int rate(String value) {
    int rate = value.matches("\\d{1,8}") ? Integer.parseInt(value) : 0;
    if (rate < 1 || rate > MAX_RATE) {
      throw new UsageException("--rate " + value + " (expected: 1 to " + MAX_RATE + ")");
    }
    return rate;
  }
}
