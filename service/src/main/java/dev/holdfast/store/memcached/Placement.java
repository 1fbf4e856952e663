package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says which nodes are the candidates of a key, first one first. Immutable. */
final class Placement {
  private final Ring ring;
  private final List<List<PoolNode>> byPoint;

  /**
   * @param ring the order of the nodes
   * @param nodes each node of the ring
   * @param copies how many candidates a key has, where there are so many nodes
   */
  Placement(Ring ring, List<? extends PoolNode> nodes, int copies) {
    this.ring = ring;
    Map<String, PoolNode> byId =
        nodes.stream().collect(Collectors.toMap(PoolNode::id, Function.identity()));
    Map<List<String>, List<PoolNode>> shared = new HashMap<>();
    this.byPoint =
        ring.successions(copies).stream()
            .map(ids -> shared.computeIfAbsent(ids, some -> some.stream().map(byId::get).toList()))
            .toList();
  }

  /** Returns the candidates of a key. */
  List<PoolNode> of(StoreKey key) {
    return byPoint.get(ring.successor(key));
  }
}
