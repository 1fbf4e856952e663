package dev.holdfast.store.memcached;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises a pool that has never held a session: every node is heard, none is marked, and none
 * has a record. Only then may nodes be marked without having been filled.
 */
final class NewPool {
  private static final Logger LOG = LoggerFactory.getLogger(NewPool.class);
  private static final long COMMAND_NANOS = Duration.ofSeconds(1).toNanos();

  private NewPool() {}

  /** Marks every node if the pool is new; returns whether it did. */
  static boolean markIfNew(RingLayout layout) throws IOException {
    List<MemcachedNode> nodes = layout.nodes();
    for (MemcachedNode node : nodes) {
      if (!isNew(node)) {
        return false;
      }
    }
    RingPlan plan = layout.plan();
    RingPlan told = plan.epoch() == 0 ? RingPlan.first(1, plan.after()) : plan;
    boolean marked = RingKeeper.announce(nodes, told) == nodes.size();
    for (MemcachedNode node : nodes) {
      NodeConnection connection = Objects.requireNonNull(node.connection());
      marked &= node.mark(connection, System.nanoTime() + COMMAND_NANOS);
    }
    LOG.info("the pool is new: the answers of {} nodes count", nodes.size());
    return marked;
  }

  private static boolean isNew(MemcachedNode node) throws IOException {
    NodeConnection connection = node.connection();
    long end = System.nanoTime() + COMMAND_NANOS;
    return connection != null
        && connection.send(TrustWatch.question(), end).join() == Reply.Plain.MISS
        && holdsNone(node, connection);
  }

  /** Returns whether a node holds no record. */
  static boolean holdsNone(MemcachedNode node, NodeConnection connection) throws IOException {
    long end = System.nanoTime() + COMMAND_NANOS;
    if (connection.send(StatsCommand.process(end)).join() instanceof Reply.Stats(var numbers)
        && numbers.getOrDefault("curr_items", 1L) == 0) {
      return true;
    }
    try (KeyDump dump = new KeyDump(node.settings().host(), node.settings().port())) {
      return dump.next() == null;
    }
  }
}
