package dev.holdfast.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SoakPlanTest {

  @Test
  void parseReadsMinutesAndCycles() {
    assertEquals(new SoakPlan(Duration.ofMinutes(10), 1000), SoakPlan.parse("10", "1000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.5", "ten", "99999999999"})
  void parseNamesTheValueWhenItIsNoNumberFromOne(String text) {
    var minutes = assertThrows(IllegalArgumentException.class, () -> SoakPlan.parse(text, "1000"));
    var cycles = assertThrows(IllegalArgumentException.class, () -> SoakPlan.parse("10", text));

    assertEquals("minutes: " + text + " (expected: a whole number from 1)", minutes.getMessage());
    assertEquals("cycles: " + text + " (expected: a whole number from 1)", cycles.getMessage());
  }

  @Test
  void atSpreadsTheCyclesAndEndsWithTheLength() {
    var plan = new SoakPlan(Duration.ofMinutes(10), 1000);

    assertEquals(Duration.ofMillis(600), plan.at(0));
    assertEquals(Duration.ofMinutes(5), plan.at(499));
    assertEquals(plan.length(), plan.at(999));
  }
}
