package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultPlanTest {

  @ParameterizedTest
  @ValueSource(strings = {"app-server", "replica", "rolling"})
  void namedLastsTwentySecondsAndStartsWhatItEnds(String kind) {
    FaultPlan plan = FaultPlan.named(kind);

    assertTrue(plan.length().compareTo(Duration.ofSeconds(20)) >= 0);
    List<String> ended = partsOf(plan, "kill", "stop");
    assertEquals(2, ended.size());
    assertEquals(ended, partsOf(plan, "start"));
  }

  @Test
  void namedThrowsWhenTheKindIsUnknown() {
    assertThrows(IllegalArgumentException.class, () -> FaultPlan.named("earthquake"));
  }

  private static List<String> partsOf(FaultPlan plan, String... verbs) {
    return plan.steps().stream()
        .filter(step -> List.of(verbs).contains(step.verb()))
        .map(FaultPlan.Step::part)
        .toList();
  }
}
