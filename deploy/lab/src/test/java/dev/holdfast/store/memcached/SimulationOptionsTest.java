package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void parseFailsWhenAnOptionIsUnknown() {
    for (var arguments :
        List.of(List.of("--sedd", "7"), List.of("--seed"), List.of("--break", "x"))) {
      assertThrows(IllegalArgumentException.class, () -> SimulationOptions.parse(arguments));
    }
  }
}
