package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OutagesTest {
  private static final Answer REFUSAL = new Answer.Refusal("status 503, Retry-After 1");

  private final List<FaultRun.Taken> taken = new ArrayList<>();

  @Test
  void ofAllFindsNoOutageWhileOneReplicaIsLeft() {
    take("kill", "replica-1");
    take("start", "replica-1");
    take("stop", "replica-2");
    take("start", "replica-2");

    assertEquals(List.of(), outages().spans());
  }

  @Test
  void ofAllLastsFromTheStopOfTheLastReplicaUntilTheFirstOneIsBack() {
    take("stop", "replica-1");
    take("stop", "replica-2");
    take("start", "replica-2");
    take("start", "replica-1");

    assertEquals(List.of(new TimeSpan(10, 28)), outages().spans());
  }

  @Test
  void ofAllFindsEachOutageWhenThereAreTwo() {
    for (int round = 0; round < 2; round++) {
      take("kill", "replica-2");
      take("stop", "replica-1");
      take("start", "replica-1");
      take("start", "replica-2");
    }

    assertEquals(List.of(new TimeSpan(10, 28), new TimeSpan(50, 68)), outages().spans());
  }

  @Test
  void ofAllLooksAtReplicasOnly() {
    take("kill", "java-1");
    take("kill", "replica-1");
    take("pause", "memcached-1");
    take("start", "java-1");

    assertEquals(List.of(), outages().spans());
  }

  @Test
  void excuseTakesARefusalDuringAnOutageAndNothingElse() {
    Outages outages = new Outages(List.of(new TimeSpan(10, 20)));

    assertTrue(outages.excuse(new Click(12, 13, REFUSAL)));
    assertTrue(outages.excuse(new Click(5, 11, REFUSAL)));
    assertFalse(outages.excuse(new Click(5, 9, REFUSAL)));
    assertFalse(outages.excuse(new Click(21, 22, REFUSAL)));
    assertFalse(outages.excuse(new Click(12, 13, new Answer.Failure("status 503"))));
    assertFalse(outages.excuse(new Click(12, 13, new Answer.Cut("broke off"))));
    assertFalse(outages.excuse(new Click(12, 13, new Answer.Plain())));
  }

  private Outages outages() {
    return Outages.ofAll(Set.of("replica-1", "replica-2"), taken);
  }

  /** Step number n lasts from 10 n to 10 n + 8. */
  private void take(String verb, String part) {
    long from = 10L * taken.size();
    var step = new FaultPlan.Step(Duration.ofNanos(from), verb, part);
    taken.add(new FaultRun.Taken(step, new TimeSpan(from, from + 8)));
  }
}
