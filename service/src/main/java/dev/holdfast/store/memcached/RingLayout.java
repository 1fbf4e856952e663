package dev.holdfast.store.memcached;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A step of the ring, with the nodes of this replica.
 *
 * @param plan the step
 * @param before the nodes that are left, as this replica reaches them
 * @param after the nodes that are entered
 * @param placement where keys belong
 * @param nodes the nodes that hold keys now
 */
record RingLayout(
    RingPlan plan,
    List<PoolSettings.Node> before,
    List<PoolSettings.Node> after,
    Placement placement,
    List<MemcachedNode> nodes) {
  /** Makes it, and opens the nodes that are new. */
  static RingLayout of(RingPlan plan, int copies, Roster roster) {
    List<PoolSettings.Node> before = seen(plan.before(), roster);
    List<PoolSettings.Node> after = seen(plan.after(), roster);
    Placement entered = placement(after, copies, roster);
    if (!plan.isMoving()) {
      return new RingLayout(plan, before, after, entered, roster.open(after));
    }
    Placement moving = Placement.moving(placement(before, copies, roster), entered);
    Set<PoolSettings.Node> all = new LinkedHashSet<>(before);
    all.addAll(after);
    return new RingLayout(plan, before, after, moving, roster.open(all));
  }

  /** Returns the nodes of some seats as this replica reaches them. */
  static List<PoolSettings.Node> seen(List<Seat> seats, Roster roster) {
    return seats.stream().map(seat -> seat.seenFrom(roster.configured())).toList();
  }

  private static Placement placement(List<PoolSettings.Node> nodes, int copies, Roster roster) {
    Ring ring = new Ring(nodes.stream().map(n -> new Ring.Member(n.id(), n.weight())).toList());
    return new Placement(ring, roster.open(nodes), copies);
  }

  /** Returns the nodes that hold keys now and shall hold none after the change. */
  List<MemcachedNode> leaving() {
    return nodes.stream()
        .filter(node -> after.stream().noneMatch(node.settings()::isSameServer))
        .toList();
  }

  /** Returns the nodes out of service, other than one that leaves: that may be gone for good. */
  List<MemcachedNode> missing() {
    List<MemcachedNode> down = nodes.stream().filter(node -> node.connection() == null).toList();
    return down.size() == 1 && leaving().containsAll(down) ? List.of() : down;
  }
}
