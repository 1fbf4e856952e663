package dev.holdfast.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do to the ring. Each change starts from the nodes the ring has, or is changing to,
 * so repeating one is safe. They are made one after the other: two at a time would both start from
 * the same nodes, and the later one would take back the earlier one.
 */
public final class RingChanges {
  private static final Logger LOG = LoggerFactory.getLogger(RingChanges.class);

  private final RingControl ring;
  private final ConfiguredNodes configured;

  /**
   * What a change came to.
   *
   * @param ring the ring after it
   * @param pending whether the ring is not yet what was asked for, or has just become so
   */
  record Change(RingState ring, boolean pending) {}

  /**
   * @param ring the ring
   * @param configured the nodes of the configuration file
   */
  public RingChanges(RingControl ring, ConfiguredNodes configured) {
    this.ring = ring;
    this.configured = configured;
  }

  RingState view() {
    return ring.view();
  }

  /**
   * Adds a node, or gives the one of this id another address or weight.
   *
   * @param weight the weight, or null for the one it has; a new node has 1
   */
  synchronized Change put(String id, String address, @Nullable Integer weight) {
    RingState before = ring.view();
    List<RingNode> nodes = new ArrayList<>(before.goal());
    int at = indexOf(nodes, id);
    if (at < 0) {
      nodes.add(new RingNode(id, address, weight == null ? 1 : weight));
    } else {
      int present = nodes.get(at).weight();
      nodes.set(at, new RingNode(id, address, weight == null ? present : weight));
    }
    return change(before, nodes);
  }

  /** Removes a node; one that is not there changes nothing. */
  synchronized Change remove(String id) {
    RingState before = ring.view();
    Predicate<RingNode> other = node -> !node.id().equals(id);
    boolean known = before.nodes().stream().anyMatch(member -> member.node().id().equals(id));
    List<RingNode> nodes = before.goal().stream().filter(other).toList();
    if (!known && nodes.equals(before.goal())) {
      return new Change(before, false);
    }
    return change(before, nodes);
  }

  /** Takes the nodes of the configuration file, in one step. */
  synchronized Change reload() {
    RingState before = ring.view();
    return change(before, configured.read());
  }

  private Change change(RingState before, List<RingNode> nodes) {
    RingState after = ring.change(nodes);
    boolean pending = after.changing() || after.epoch() != before.epoch();
    if (pending) {
      LOG.info("ring: changing to {}, epoch {}", after.goal(), after.epoch());
    }
    return new Change(after, pending);
  }

  private static int indexOf(List<RingNode> nodes, String id) {
    return nodes.stream().map(RingNode::id).toList().indexOf(id);
  }
}
