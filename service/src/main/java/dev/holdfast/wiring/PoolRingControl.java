package dev.holdfast.wiring;

import dev.holdfast.config.NodeSettings;
import dev.holdfast.operations.RingControl;
import dev.holdfast.operations.RingNode;
import dev.holdfast.operations.RingProblem;
import dev.holdfast.operations.RingRefusedException;
import dev.holdfast.operations.RingState;
import dev.holdfast.store.memcached.NodeView;
import dev.holdfast.store.memcached.PoolRing;
import dev.holdfast.store.memcached.PoolSettings;
import dev.holdfast.store.memcached.RingChangeException;
import dev.holdfast.store.memcached.RingView;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The ring of a pool, in the words of operators.
 *
 * @param ring the ring
 * @param views tells the state of each node, without asking it
 */
record PoolRingControl(Supplier<PoolRing> ring, Supplier<List<NodeView>> views)
    implements RingControl {

  @Override
  public RingState view() {
    return stateOf(ring.get().view());
  }

  @Override
  public RingState change(List<RingNode> nodes) {
    List<PoolSettings.Node> asked = nodes.stream().map(PoolRingControl::toPool).toList();
    try {
      return stateOf(ring.get().change(asked));
    } catch (RingChangeException e) {
      String detail = Objects.requireNonNullElse(e.getMessage(), e.reason().name());
      throw new RingRefusedException(problemOf(e.reason()), detail);
    }
  }

  private static RingProblem problemOf(RingChangeException.Reason reason) {
    return switch (reason) {
      case INVALID -> RingProblem.RING_INVALID;
      case BUSY -> RingProblem.RING_BUSY;
      case UNAVAILABLE -> RingProblem.RING_UNAVAILABLE;
      case UNDECIDED -> RingProblem.RING_UNDECIDED;
    };
  }

  private static PoolSettings.Node toPool(RingNode node) {
    NodeSettings at = NodeSettings.at(node.id(), node.address(), node.weight());
    return new PoolSettings.Node(at.id(), at.host(), at.port(), at.weight());
  }

  /** Returns a node of a pool in the words of operators. */
  static RingNode fromPool(PoolSettings.Node node) {
    return new RingNode(node.id(), node.host() + ":" + node.port(), node.weight());
  }

  private RingState stateOf(RingView view) {
    // A node that replaces another has its id, and is told apart by its address.
    List<NodeView> up = views.get().stream().filter(NodeView::up).toList();
    return new RingState(
        view.epoch(),
        view.isChanging(),
        members(view.nodes(), up),
        members(view.next(), up),
        view.progress().checkedKeys(),
        view.progress().expectedKeys());
  }

  private static List<RingState.Member> members(List<PoolSettings.Node> nodes, List<NodeView> up) {
    return nodes.stream()
        .map(PoolRingControl::fromPool)
        .map(node -> new RingState.Member(node, up.stream().anyMatch(view -> isOf(view, node))))
        .toList();
  }

  private static boolean isOf(NodeView view, RingNode node) {
    return view.id().equals(node.id()) && view.address().equals(node.address());
  }
}
