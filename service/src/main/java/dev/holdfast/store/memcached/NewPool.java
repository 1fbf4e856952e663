package dev.holdfast.store.memcached;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises a pool that has never held a session: every node is heard, none is marked, and none
 * has a record. Only then may nodes be marked without having been filled.
 */
final class NewPool {
  private static final Logger LOG = LoggerFactory.getLogger(NewPool.class);
  private static final long COMMAND_NANOS = Duration.ofSeconds(1).toNanos();

  private final List<MemcachedNode> nodes;

  NewPool(List<MemcachedNode> nodes) {
    this.nodes = nodes;
  }

  /** Marks every node if the pool is new; returns whether it did. */
  boolean markIfNew() {
    List<NodeConnection> connections = nodes.stream().map(MemcachedNode::connection).toList();
    if (connections.contains(null) || !connections.stream().allMatch(NewPool::isNew)) {
      return false;
    }
    boolean marked = true;
    for (int i = 0; i < nodes.size(); i++) {
      marked &= nodes.get(i).mark(connections.get(i), System.nanoTime() + COMMAND_NANOS);
    }
    LOG.info("the pool is new: the answers of {} nodes count", nodes.size());
    return marked;
  }

  private static boolean isNew(NodeConnection connection) {
    long end = System.nanoTime() + COMMAND_NANOS;
    return connection.send(TrustWatch.question(), end).join() == Reply.Plain.MISS
        && connection.send(StatsCommand.process(end)).join() instanceof Reply.Stats(var numbers)
        && numbers.getOrDefault("curr_items", 1L) == 0;
  }
}
