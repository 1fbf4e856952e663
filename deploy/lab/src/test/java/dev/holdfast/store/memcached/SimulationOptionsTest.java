package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulationOptionsTest {
  @Test
  void parseRunsManySchedulesWhenNothingIsSaid() {
    SimulationOptions options = SimulationOptions.parse(List.of());

    assertEquals(20_000, options.schedules());
    assertFalse(options.isReplay());
    assertEquals(List.of(), options.broken());
  }

  @Test
  void parseReplaysWhenASeedIsNamed() {
    SimulationOptions options = SimulationOptions.parse(List.of("--seed", "7", "--break", "guard"));

    assertTrue(options.isReplay());
    assertEquals(List.of(BrokenRule.GUARD), options.broken());
  }

  @Test
  void parseRunsFromASeedWhenACountIsNamedToo() {
    var options = SimulationOptions.parse(List.of("--seed", "7", "--schedules", "50", "--double"));

    assertFalse(options.isReplay());
    assertTrue(options.doubled());
    assertEquals(50, options.schedules());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --sedd 7    | --sedd: expected --schedules, --seed, --break or --double
          --seed      | --seed: expected an option and its value
          --seed 0    | 0: expected a number > 0
          --seed many | many: expected a number > 0
          --break x   | --break x: expected all, write-back, trust, stop-at-conflict, guard, tombstone, ring-quorums, ring-sweep, ring-lease
          """)
  void parseTellsWhatWasExpectedWhenAnOptionCannotBeRead(String arguments, String message) {
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> SimulationOptions.parse(List.of(arguments.split(" "))));

    assertEquals(message, thrown.getMessage());
  }
}
