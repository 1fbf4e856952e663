package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says which nodes are the candidates of a key, first one first. */
final class Placement {
  private final Ring ring;
  private final List<Candidates> byPoint;
  private final @Nullable Placement left;
  private final Map<Step, Candidates> steps = new ConcurrentHashMap<>();

  /** What the candidates of a key were, and what they shall be. */
  private record Step(List<PoolNode> before, List<PoolNode> after) {}

  /**
   * Makes that of a ring that does not change.
   *
   * @param ring the order of the nodes
   * @param nodes each node of the ring
   * @param copies how many candidates a key has, where there are so many nodes
   */
  Placement(Ring ring, List<? extends PoolNode> nodes, int copies) {
    this.ring = ring;
    this.left = null;
    Map<String, PoolNode> byId =
        nodes.stream().collect(Collectors.toMap(PoolNode::id, Function.identity()));
    Map<List<String>, Candidates> shared = new HashMap<>();
    this.byPoint =
        ring.successions(copies).stream()
            .map(ids -> shared.computeIfAbsent(ids, some -> candidates(some, byId)))
            .toList();
  }

  private Placement(Placement left, Placement entered) {
    this.left = left;
    this.ring = entered.ring;
    this.byPoint = entered.byPoint;
  }

  /** Makes that of a ring that changes. */
  static Placement moving(Placement left, Placement entered) {
    return new Placement(left, entered);
  }

  private static Candidates candidates(List<String> ids, Map<String, PoolNode> byId) {
    return Candidates.steady(ids.stream().map(byId::get).toList());
  }

  /** Returns the candidates of a key. */
  Candidates of(StoreKey key) {
    Candidates entered = byPoint.get(ring.successor(key));
    return left == null
        ? entered
        : steps.computeIfAbsent(
            new Step(left.of(key).nodes(), entered.nodes()),
            step -> Candidates.moving(step.before(), step.after()));
  }
}
