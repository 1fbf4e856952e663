package dev.holdfast.store.memcached;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The nodes this replica keeps a connection to, each opened once. Safe for use by many threads. */
final class Roster implements AutoCloseable {
  private final PoolSettings settings;
  private final MeterRegistry meters;
  private final Runnable onChange;
  private final ReadLoop reads;
  private final AtomicLong epoch = new AtomicLong();
  private volatile List<MemcachedNode> nodes = List.of();

  /**
   * @param settings how nodes are used
   * @param onChange called when something may have to be done for a node
   * @param reads where answers are read
   */
  Roster(PoolSettings settings, MeterRegistry meters, Runnable onChange, ReadLoop reads) {
    this.settings = settings;
    this.meters = meters;
    this.onChange = onChange;
    this.reads = reads;
  }

  List<MemcachedNode> nodes() {
    return nodes;
  }

  /** Returns the nodes of the configuration, with the addresses this replica knows them by. */
  List<PoolSettings.Node> configured() {
    return settings.nodes();
  }

  /** Returns these nodes, opened where they are not yet; each is connected in the background. */
  synchronized List<MemcachedNode> open(Collection<PoolSettings.Node> wanted) {
    List<MemcachedNode> open = new ArrayList<>();
    List<MemcachedNode> known = new ArrayList<>(nodes);
    for (PoolSettings.Node node : wanted) {
      MemcachedNode found = find(known, node);
      if (found == null) {
        found = open(node);
        known.add(found);
      }
      if (!open.contains(found)) {
        open.add(found);
      }
    }
    nodes = List.copyOf(known);
    onChange.run();
    return open;
  }

  private MemcachedNode open(PoolSettings.Node node) {
    boolean replicated = settings.mode() == PoolSettings.Mode.REPLICATED;
    var opened =
        new MemcachedNode(
            node, settings.maxInFlight(), replicated ? epoch::get : null, onChange, reads);
    if (nodes.stream().noneMatch(known -> known.id().equals(opened.id()))) {
      NodeMeters.register(meters, opened);
    }
    return opened;
  }

  private static @Nullable MemcachedNode find(List<MemcachedNode> among, PoolSettings.Node wanted) {
    for (MemcachedNode node : among) {
      if (node.settings().isSameServer(wanted)) {
        return node;
      }
    }
    return null;
  }

  /** Closes every node but these. */
  synchronized void retain(Collection<MemcachedNode> wanted) {
    List<MemcachedNode> gone = nodes.stream().filter(node -> !wanted.contains(node)).toList();
    nodes = nodes.stream().filter(wanted::contains).toList();
    gone.forEach(MemcachedNode::close);
    for (MemcachedNode node : gone) {
      NodeMeters.remove(meters, node);
      // A node that took over the name has had to wait for its meters.
      nodes.stream()
          .filter(heir -> heir.id().equals(node.id()))
          .forEach(heir -> NodeMeters.register(meters, heir));
    }
  }

  /** Notes which step of the ring this replica follows. */
  void follow(long step) {
    epoch.set(step);
    for (MemcachedNode node : nodes) {
      NodeConnection connection = node.connection();
      if (connection != null) {
        connection.lease().follow(step);
      }
    }
  }

  @Override
  public void close() {
    nodes.forEach(MemcachedNode::close);
  }
}
