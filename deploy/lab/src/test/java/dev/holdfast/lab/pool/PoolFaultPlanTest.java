package dev.holdfast.lab.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.lab.pool.FaultAction.Hang;
import dev.holdfast.lab.pool.FaultAction.Kill;
import dev.holdfast.lab.pool.FaultAction.Resume;
import dev.holdfast.lab.pool.FaultAction.ReturnOld;
import dev.holdfast.lab.pool.FaultAction.StartEmpty;
import dev.holdfast.lab.pool.FaultAction.Treat;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolFaultPlanTest {

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 3600})
  void overLeavesAQuietPeriodBeforeEachFaultAndAfterTheLast(int seconds) {
    PoolFaultPlan plan = PoolFaultPlan.over(Duration.ofSeconds(seconds));

    Duration mended = Duration.ZERO;
    for (PoolFault fault : plan.faults()) {
      assertTrue(fault.from().compareTo(mended) > 0, fault.name());
      assertTrue(fault.to().compareTo(fault.from()) > 0, fault.name());
      mended = fault.to();
    }
    assertTrue(plan.length().compareTo(mended) > 0);
    assertEquals(plan.quiet(), plan.faults().getFirst().from());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 3600})
  void overKeepsStepsInOrderAndWithinTheirFault(int seconds) {
    for (PoolFault fault : PoolFaultPlan.over(Duration.ofSeconds(seconds)).faults()) {
      List<Duration> times = fault.steps().stream().map(Step::at).toList();
      assertEquals(times.stream().sorted(Comparator.naturalOrder()).toList(), times, fault.name());
      assertEquals(fault.from(), times.getFirst());
      assertEquals(fault.to(), times.getLast());
    }
  }

  @Test
  void overMendsEverythingWithinTheFaultThatBrokeIt() {
    for (PoolFault fault : minute().faults()) {
      Set<Object> broken = new HashSet<>();
      fault.steps().forEach(step -> apply(step.action(), broken));
      assertEquals(Set.of(), broken, fault.name());
    }
  }

  @Test
  void overBreaksTwoNodesAHundredMillisecondsApart() {
    for (String name : List.of("nodes 1 and 2 hang", "node 2 killed, node 3 hangs")) {
      List<Step<FaultAction>> steps =
          minute().faults().stream()
              .filter(fault -> fault.name().equals(name))
              .findFirst()
              .orElseThrow()
              .steps();
      assertEquals(Duration.ofMillis(100), steps.get(1).at().minus(steps.get(0).at()));
    }
  }

  @Test
  void overMarksOnlyFaultsOfOneHungNode() {
    assertEquals(
        List.of("node 1 hangs briefly", "node 2 hangs"),
        minute().faults().stream().filter(PoolFault::oneHung).map(PoolFault::name).toList());
  }

  @Test
  void overKeepsTheBriefHangBriefWhenTheRunIsLong() {
    PoolFault first = PoolFaultPlan.over(Duration.ofHours(1)).faults().getFirst();

    assertEquals(Duration.ofMillis(150), first.to().minus(first.from()));
  }

  private static PoolFaultPlan minute() {
    return PoolFaultPlan.over(Duration.ofSeconds(60));
  }

  private static void apply(FaultAction action, Set<Object> broken) {
    switch (action) {
      case Hang(int node) -> broken.add("process " + node);
      case Kill(int node) -> broken.add("process " + node);
      case Resume(int node) -> broken.remove("process " + node);
      case StartEmpty(int node) -> broken.remove("process " + node);
      case FaultAction.CopyItems(int node) -> broken.add("copies " + node);
      case ReturnOld(int node) -> broken.remove("copies " + node);
      case Treat(List<Integer> replicas, int node, LinkMode mode) -> {
        Object links = List.of(replicas, node);
        if (mode.equals(LinkMode.PASS)) {
          broken.remove(links);
        } else {
          broken.add(links);
        }
      }
      case FaultAction.Cut _ -> {}
    }
  }
}
