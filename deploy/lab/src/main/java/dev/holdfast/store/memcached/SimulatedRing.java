package dev.holdfast.store.memcached;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ring as the nodes of one schedule announce it: the step that was chosen last. */
final class SimulatedRing {
  private static final int PORT = 11211;
  private static final Map<List<Ring.Member>, Ring> RINGS = new ConcurrentHashMap<>();

  private final List<SimulatedNode> nodes;
  private RingPlan plan;

  /**
   * @param nodes every node there is
   * @param size how many of them, from the first on, are the ring at the beginning
   */
  SimulatedRing(List<SimulatedNode> nodes, int size) {
    this.nodes = nodes;
    this.plan =
        RingPlan.first(1, nodes.subList(0, size).stream().map(node -> entry(node, 1)).toList());
  }

  /** Returns a node as the steps of a ring name it. */
  static Seat entry(SimulatedNode node, int weight) {
    return new Seat(new PoolSettings.Node(node.id(), node.id(), PORT, weight), false);
  }

  /** Returns the step that every replica is to follow. */
  RingPlan plan() {
    return plan;
  }

  void announce(RingPlan next) {
    plan = next;
  }

  /** Returns the nodes that hold keys in the latest step. */
  List<SimulatedNode> members() {
    return nodesOf(plan);
  }

  /** Returns the nodes that hold keys in a step. */
  List<SimulatedNode> nodesOf(RingPlan step) {
    return nodes.stream().filter(node -> isIn(step, node.id())).toList();
  }

  /** Returns the nodes that hold no keys in the latest step. */
  List<SimulatedNode> spares() {
    return nodes.stream().filter(node -> !isIn(plan, node.id())).toList();
  }

  /** Returns whether a node holds keys in a step. */
  static boolean isIn(RingPlan step, String id) {
    return isIn(step.after(), id) || (step.isMoving() && isIn(step.before(), id));
  }

  static boolean isIn(List<Seat> list, String id) {
    return list.stream().anyMatch(seat -> seat.node().id().equals(id));
  }

  /**
   * Returns where keys belong in a step, as {@link RingLayout} makes it.
   *
   * @param views the nodes as one replica sees them
   */
  static Placement placement(RingPlan step, List<SimulatedPoolNode> views) {
    Placement after = placement(step.after(), views);
    return step.isMoving() ? Placement.moving(placement(step.before(), views), after) : after;
  }

  private static Placement placement(List<Seat> seats, List<SimulatedPoolNode> views) {
    List<Ring.Member> members =
        seats.stream()
            .map(seat -> new Ring.Member(seat.node().id(), seat.node().weight()))
            .toList();
    Ring ring = RINGS.computeIfAbsent(members, Ring::new);
    return new Placement(ring, views, ReplicatedCopies.CANDIDATES);
  }
}
