package dev.holdfast.store.memcached;

import java.util.ArrayList;
import java.util.List;

/**
 * The nodes that keep a key, first one first.
 *
 * @param nodes the nodes
 * @param quorums which of them decide together
 */
record Candidates(List<PoolNode> nodes, Quorums quorums) {
  /** Makes those of a ring that does not change. */
  static Candidates steady(List<PoolNode> nodes) {
    return new Candidates(nodes, Quorums.steady(nodes.size()));
  }

  /** Makes those of a key while its ring changes: the old ones first, then those that are new. */
  static Candidates moving(List<PoolNode> before, List<PoolNode> after) {
    if (before.equals(after)) {
      return steady(after);
    }
    List<PoolNode> union = new ArrayList<>(before);
    int entered = 0;
    for (PoolNode node : after) {
      if (!union.contains(node)) {
        union.add(node);
      }
      entered |= Quorums.of(union.indexOf(node));
    }
    int left = (1 << before.size()) - 1;
    return new Candidates(List.copyOf(union), new Quorums(union.size(), left, entered, true));
  }

  /**
   * Returns whether a place is that of the witness, which needs no payload, and is never the first
   * to get a write: that it has one proves that it stood on another.
   */
  boolean isWitness(int place) {
    return place == ReplicatedCopies.CANDIDATES - 1;
  }

  /** Returns whether the node at a place needs the payload in any case. */
  boolean needsPayload(int place) {
    return quorums.isMoving() || !isWitness(place);
  }

  /**
   * Returns the places that have to be heard before a key is known to be sound. A node that leaves
   * the ring and is out of service is not waited for: it may be gone for good.
   */
  int required() {
    int required = quorums.after();
    for (int place = 0; place < nodes.size(); place++) {
      if (nodes.get(place).link() != null) {
        required |= Quorums.of(place);
      }
    }
    return required;
  }
}
