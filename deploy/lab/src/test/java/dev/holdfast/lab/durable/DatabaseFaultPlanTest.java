package dev.holdfast.lab.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.lab.durable.DatabaseFault.Action.Command;
import dev.holdfast.lab.pool.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseFaultPlanTest {
  private static final List<String> NODES = List.of("memcached-1", "memcached-2", "memcached-3");

  @ParameterizedTest
  @ValueSource(ints = {90, 120, 600})
  void overMendsEverythingWithinTheFaultThatBrokeItAndInOrder(int seconds) {
    DatabaseFaultPlan plan = plan(seconds);

    Duration last = plan.quiet();
    for (DatabaseFault fault : plan.faults()) {
      Set<String> broken = new HashSet<>();
      for (Step<DatabaseFault.Action> step : fault.steps()) {
        assertTrue(step.at().compareTo(last) >= 0, fault.name());
        last = step.at();
        if (step.action() instanceof Command(String verb, List<String> parts)) {
          switch (verb) {
            case "kill", "pause" -> broken.addAll(parts);
            default -> parts.forEach(broken::remove);
          }
        }
      }
      assertEquals(Set.of(), broken, fault.name());
    }
    assertTrue(plan.length().compareTo(last) > 0);
  }

  @Test
  void overKillsReplicasForTheRestOfTheTime() {
    assertTrue(kills(90) >= 2, "even in the shortest run");
    assertTrue(kills(600) > 50, "and often in a long one");
  }

  @Test
  void overIsTheSameForTheSameSeed() {
    assertEquals(plan(120), plan(120));
  }

  private static long kills(int seconds) {
    return plan(seconds).faults().stream()
        .filter(each -> each.name().startsWith("replica"))
        .count();
  }

  private static DatabaseFaultPlan plan(int seconds) {
    return DatabaseFaultPlan.over(Duration.ofSeconds(seconds), NODES, new SplittableRandom(7));
  }
}
