package dev.holdfast.operations;

import java.util.List;

/**
 * The ring of the pool as this replica sees it now.
 *
 * @param epoch a number that grows with each step of a change; 0 while it is not known
 * @param changing whether a change goes on
 * @param nodes the nodes that hold the sessions
 * @param next the nodes that shall hold them; the same unless the ring is changing
 * @param checkedKeys how many keys this replica has looked at in the sweep it is at; one replica
 *     sweeps
 * @param expectedKeys about how many keys that sweep has to look at
 */
public record RingState(
    long epoch,
    boolean changing,
    List<Member> nodes,
    List<Member> next,
    long checkedKeys,
    long expectedKeys) {
  /**
   * A node on the ring.
   *
   * @param node the node
   * @param up whether it is in service and its answers count
   */
  public record Member(RingNode node, boolean up) {}

  /** Copies the lists. */
  public RingState {
    nodes = List.copyOf(nodes);
    next = List.copyOf(next);
  }

  /** Returns the nodes that the ring has, or is changing to. */
  List<RingNode> goal() {
    return next.stream().map(Member::node).toList();
  }
}
