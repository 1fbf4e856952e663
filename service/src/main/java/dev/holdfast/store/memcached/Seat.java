package dev.holdfast.store.memcached;

import java.util.List;

/**
 * A node in the ring, as all replicas are told of it.
 *
 * @param node its name, weight, and the address that was given by whoever announced it first
 * @param isNamed whether the address was given while the pool was running, so that it holds for
 *     every replica. Else each replica takes the one of its own configuration, where it has one:
 *     the same node may be reached by different ways.
 */
record Seat(PoolSettings.Node node, boolean isNamed) {
  /** Makes those of nodes that were configured. */
  static List<Seat> configured(List<PoolSettings.Node> nodes) {
    return nodes.stream().map(node -> new Seat(node, false)).toList();
  }

  /** Returns the node as a replica with this configuration reaches it. */
  PoolSettings.Node seenFrom(List<PoolSettings.Node> configuration) {
    if (!isNamed) {
      for (PoolSettings.Node own : configuration) {
        if (own.id().equals(node.id())) {
          return own.withWeight(node.weight());
        }
      }
    }
    return node;
  }

  /** Returns this with another weight. */
  Seat withWeight(int weight) {
    return new Seat(node.withWeight(weight), isNamed);
  }
}
