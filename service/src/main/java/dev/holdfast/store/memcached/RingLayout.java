package dev.holdfast.store.memcached;

import java.util.List;

/**
 * A step of the ring, with the nodes of this replica.
 *
 * @param plan the step
 * @param placement where keys belong
 * @param nodes the nodes that hold keys now
 */
record RingLayout(RingPlan plan, Placement placement, List<MemcachedNode> nodes) {
  /** Makes it, and opens the nodes that are new. */
  static RingLayout of(RingPlan plan, int copies, Roster roster) {
    Placement after = placement(plan.after(), copies, roster);
    if (!plan.isMoving()) {
      return new RingLayout(plan, after, roster.open(plan.after()));
    }
    Placement before = placement(plan.before(), copies, roster);
    return new RingLayout(plan, Placement.moving(before, after), roster.open(plan.all()));
  }

  private static Placement placement(List<PoolSettings.Node> nodes, int copies, Roster roster) {
    Ring ring = new Ring(nodes.stream().map(n -> new Ring.Member(n.id(), n.weight())).toList());
    return new Placement(ring, roster.open(nodes), copies);
  }

  /** Returns the nodes that hold keys now and shall hold none after the change. */
  List<MemcachedNode> leaving() {
    return nodes.stream()
        .filter(node -> plan.after().stream().noneMatch(node.settings()::isSameServer))
        .toList();
  }

  /** Returns the nodes out of service, other than one that leaves: that may be gone for good. */
  List<MemcachedNode> missing() {
    List<MemcachedNode> down = nodes.stream().filter(node -> node.connection() == null).toList();
    return down.size() == 1 && leaving().containsAll(down) ? List.of() : down;
  }
}
