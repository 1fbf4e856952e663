package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void namedKillsAndPausesEachNodeWhenTheKindIsMemcached() {
    FaultPlan plan = FaultPlan.named("memcached");

    assertTrue(plan.length().compareTo(Duration.ofSeconds(60)) >= 0);
    List<String> nodes = List.of("memcached-1", "memcached-2", "memcached-3");
    for (String verb : List.of("kill", "start", "pause", "resume")) {
      assertEquals(nodes, partsOf(plan, verb));
    }
  }

  @Test
  void namedBreaksOneNodeAtATimeWithSixQuietSecondsWhenTheKindIsMemcached() {
    FaultPlan plan = FaultPlan.named("memcached");

    for (int at = 0; at < plan.steps().size(); at += 2) {
      FaultPlan.Step broken = plan.steps().get(at);
      FaultPlan.Step mended = plan.steps().get(at + 1);
      assertTrue(List.of("kill", "pause").contains(broken.verb()));
      assertEquals(broken.verb().equals("kill") ? "start" : "resume", mended.verb());
      assertEquals(broken.part(), mended.part());
      Duration next = at + 2 < plan.steps().size() ? plan.steps().get(at + 2).at() : plan.length();
      assertTrue(next.minus(mended.at()).compareTo(Duration.ofSeconds(6)) >= 0);
    }
  }

  @Test
  void ofTomcatsBreaksEachKindOnceAndThenTheWholeServiceInAMinute() {
    FaultPlan plan = FaultPlan.ofTomcats(Duration.ofSeconds(60));

    assertEquals(List.of("java-1", "replica-1"), partsOf(plan, "kill"));
    assertEquals(List.of("memcached-1"), partsOf(plan, "pause"));
    assertEquals(List.of("memcached-1"), partsOf(plan, "resume"));
    assertEquals(List.of("replica-1", "replica-2"), partsOf(plan, "stop"));
    assertEquals(List.of("java-1", "replica-1", "replica-1", "replica-2"), partsOf(plan, "start"));
  }

  @Test
  void ofTomcatsKeepsTheWholeServiceAwayForTenSeconds() {
    FaultPlan plan = FaultPlan.ofTomcats(Duration.ofSeconds(60));

    FaultPlan.Step back = plan.steps().get(plan.steps().size() - 2);
    assertEquals("start", back.verb());
    assertEquals(Duration.ofSeconds(10), back.rest());
  }

  @Test
  void ofTomcatsGoesOnWithTheNextPartsWhenThereIsTime() {
    FaultPlan plan = FaultPlan.ofTomcats(Duration.ofSeconds(120));

    assertEquals(List.of("java-1", "replica-1", "java-2", "replica-2"), partsOf(plan, "kill"));
    assertEquals(List.of("memcached-1", "memcached-2"), partsOf(plan, "pause"));
    assertEquals(4, partsOf(plan, "stop").size());
  }

  @ParameterizedTest
  @CsvSource({
    "kill, java-1, true",
    "kill, app-1, true",
    "kill, replica-2, true",
    "kill, memcached-1, false",
    "pause, memcached-1, false",
    "stop, replica-1, false"
  })
  void cutsAnswersWhenAServerOfUsersIsKilled(String verb, String part, boolean expected) {
    assertEquals(expected, new FaultPlan.Step(Duration.ZERO, verb, part).cutsAnswers());
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
