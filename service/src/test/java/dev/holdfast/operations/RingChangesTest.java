package dev.holdfast.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of a ring that is never busy: each is done when it is told. */
final class RingChangesTest {
  private static final int OPERATORS = 8;

  private final QuickRing ring = new QuickRing();
  private final RingChanges changes = new RingChanges(ring, List::of);

  /** Has no lock between looking and changing, as replicas have none. */
  private static final class QuickRing implements RingControl {
    private volatile RingState now = new RingState(1, false, List.of(), List.of(), 0, 0);

    @Override
    public RingState view() {
      return now;
    }

    @Override
    public RingState change(List<RingNode> nodes) {
      Thread.yield();
      List<RingState.Member> members =
          nodes.stream().map(node -> new RingState.Member(node, true)).toList();
      long epoch = members.equals(now.nodes()) ? now.epoch() : now.epoch() + 1;
      now = new RingState(epoch, false, members, members, 0, 0);
      return now;
    }
  }

  @Test
  void putTakesBackNoOtherWhenTheyAreMadeAtOnce() {
    try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, OPERATORS)
          .forEach(at -> operators.execute(() -> changes.put("node-" + at, "cache:" + at, null)));
    }

    assertEquals(
        IntStream.range(0, OPERATORS).mapToObj(at -> "node-" + at).collect(Collectors.toSet()),
        idsOf(changes.view()));
  }

  private static Set<String> idsOf(RingState state) {
    return state.goal().stream().map(RingNode::id).collect(Collectors.toSet());
  }

  @Test
  void putIsPendingWhenTheRingHasChangedByTheTimeItIsAnswered() {
    assertTrue(changes.put("a", "cache:1", null).pending());
    assertFalse(changes.put("a", "cache:1", null).pending());
  }

  @Test
  void removeIsPendingOnceWhenTheRingHasChangedByTheTimeItIsAnswered() {
    changes.put("a", "cache:1", null);

    assertTrue(changes.remove("a").pending());
    assertFalse(changes.remove("a").pending());
  }
}
