package dev.holdfast.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.maintenance.CommandLine.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  private static final Path CONFIG = Path.of("a.yml");

  @Test
  void parseReadsEveryOption() {
    assertEquals(
        new CommandLine(Command.VERIFY, CONFIG, true, 500, Path.of("s")),
        parse("verify --rate 500 --dry-run --state s --config a.yml"));
    assertEquals(
        new CommandLine(Command.WARM, CONFIG, false, 0, null), parse("warm --config a.yml"));
    assertEquals(
        new CommandLine(Command.MIGRATE, CONFIG, false, 0, null), parse("migrate --config a.yml"));
  }

  @ParameterizedTest
  @CsvSource({
    "fill --config a.yml, fill (expected: migrate warm or verify)",
    "warm, no configuration (expected: --config <file.yml>)",
    "warm --config, --config (expected: a value after it)",
    "warm --config a.yml --dry-run, warm --dry-run (expected: an option it has)",
    "migrate --config a.yml --rate 5, migrate --rate (expected: an option it has)",
    "warm --config a.yml --rate 0, --rate 0 (expected: 1 to 10000000)",
    "warm --config a.yml --rate fast, --rate fast (expected: 1 to 10000000)",
    "verify --config a.yml more, verify more (expected: an option it has)"
  })
  void parseNamesTheArgumentWhenItCannotBeUsed(String line, String message) {
    var failure = assertThrows(UsageException.class, () -> parse(line));

    assertEquals(message, failure.getMessage().replace("migrate, ", "migrate "));
  }

  @Test
  void optionsOfAReplicaAreNoCommand() {
    assertFalse(CommandLine.isCommand(new String[] {}));
    assertFalse(CommandLine.isCommand(new String[] {"--config", "a.yml"}));
    assertTrue(CommandLine.isCommand(new String[] {"wram"}));
  }

  private static CommandLine parse(String line) {
    return CommandLine.parse(line.split(" "));
  }
}
