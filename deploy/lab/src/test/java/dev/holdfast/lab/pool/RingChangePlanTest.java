package dev.holdfast.lab.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RingChangePlanTest {
  private static final List<Integer> PORTS =
      IntStream.range(0, RingChangePlan.ALL_NODES).mapToObj(node -> 11411 + node).toList();

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 120, 3600})
  void overPlansNoMoreThanItsLengthHasTimeFor(int seconds) {
    RingChangePlan plan = plan(seconds);

    Duration whole =
        plan.changes().stream().map(RingChange::length).reduce(plan.quiet(), Duration::plus);
    assertTrue(whole.compareTo(plan.length()) <= 0);
    assertEquals(plan(3600).changes().size(), plan.changes().size() + plan.left().size());
  }

  @Test
  void overAddsReplacesAndRemovesWithinAMinute() {
    assertEquals(List.of("add d", "replace dead b", "remove a"), names(60).subList(0, 3));
  }

  @Test
  void overKillsALeaderWithinTwoMinutes() {
    assertTrue(names(120).contains("reweigh f, its leader killed"));
  }

  @Test
  void overChangesTheRingEachTimeToOneOfThreeNodesOrMore() {
    List<RingMember> members = plan(3600).first();
    for (RingChange change : plan(3600).changes()) {
      List<RingMember> next = change.ask().appliedTo(members);
      assertNotEquals(Set.copyOf(members), Set.copyOf(next), change.name());
      assertTrue(next.size() >= 3, change.name());
      members = next;
    }
  }

  @Test
  void overEntersOnlyNodesThatRunAndLeavesNoneInTheRingThatDoesNot() {
    Set<Integer> running =
        new HashSet<>(plan(3600).first().stream().map(RingMember::port).toList());
    List<RingMember> members = plan(3600).first();
    for (RingChange change : plan(3600).changes()) {
      change.before().forEach(action -> apply(action, running));
      members = change.ask().appliedTo(members);
      for (RingMember member : members) {
        assertTrue(running.contains(member.port()), change.name() + ": " + member);
      }
    }
  }

  @Test
  void overMendsWhatItBreaksInTheMiddleOfAChange() {
    for (RingChange change : plan(3600).changes()) {
      int broken = 0;
      for (RingChange.Trouble trouble : change.during()) {
        broken +=
            switch (trouble) {
              case RingChange.Trouble.KillLeader _, RingChange.Trouble.KillAsked _ -> 1;
              case RingChange.Trouble.StartKilled _ -> -1;
              case RingChange.Trouble.Fault(FaultAction.Hang _) -> 1;
              case RingChange.Trouble.Fault(FaultAction.Resume _) -> -1;
              default -> 0;
            };
      }
      assertEquals(0, broken, change.name());
    }
  }

  private static void apply(FaultAction action, Set<Integer> running) {
    switch (action) {
      case FaultAction.Kill(int node) -> running.remove(PORTS.get(node));
      case FaultAction.StartEmpty(int node) -> running.add(PORTS.get(node));
      default -> throw new AssertionError(action);
    }
  }

  private static List<String> names(int seconds) {
    return plan(seconds).changes().stream().map(RingChange::name).toList();
  }

  private static RingChangePlan plan(int seconds) {
    return RingChangePlan.over(Duration.ofSeconds(seconds), PORTS);
  }
}
