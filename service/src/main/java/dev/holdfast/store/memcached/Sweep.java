package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** One pass over the keys of every node. Used by one thread. */
final class Sweep {
  private static final int MAX_TRIES = 20;
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();
  private static final long COMMAND_NANOS = Duration.ofSeconds(1).toNanos();

  private final RingLayout layout;
  private final ReplicatedCopies copies;
  private final KeyCheck check;
  private final Predicate<RingLayout> mayGoOn;

  /**
   * @param mayGoOn asked again and again whether this is still the one to sweep
   */
  Sweep(RingLayout layout, ReplicatedCopies copies, KeyCheck check, Predicate<RingLayout> mayGoOn) {
    this.layout = layout;
    this.copies = copies;
    this.check = check;
    this.mayGoOn = mayGoOn;
  }

  /** Returns about how many keys there are, each counted once for each node that holds it. */
  static long expectedKeys(RingLayout layout) {
    long keys = 0;
    long deadlineNanos = System.nanoTime() + COMMAND_NANOS;
    for (MemcachedNode node : layout.nodes()) {
      NodeConnection connection = node.connection();
      if (connection != null
          && connection.send(StatsCommand.process(deadlineNanos)).join()
              instanceof Reply.Stats(var numbers)) {
        keys += numbers.getOrDefault("curr_items", 0L);
      }
    }
    return keys;
  }

  /**
   * Makes sure that every key stands where it should.
   *
   * @param only looks at the keys of these nodes only, where there are any
   * @param settled whether no replica follows an earlier ring: then what stands on a node that is
   *     not to hold it is removed
   */
  void run(List<MemcachedNode> only, boolean settled) throws IOException {
    for (MemcachedNode node : layout.nodes()) {
      if (node.connection() != null) {
        run(node, only, settled && !layout.plan().isMoving());
      }
    }
    for (int tries = 0; check.again() > 0; tries++) {
      if (tries == MAX_TRIES || !mayGoOn.test(layout)) {
        throw new NoAnswerException(false, "a node was silent");
      }
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  private void run(MemcachedNode node, List<MemcachedNode> only, boolean settled)
      throws IOException {
    try (KeyDump dump = new KeyDump(node.settings().host(), node.settings().port())) {
      for (StoreKey key = dump.next(); key != null; key = dump.next()) {
        List<PoolNode> candidates = layout.placement().of(key).nodes();
        if (only.isEmpty() || candidates.stream().anyMatch(only::contains)) {
          check.add(key);
        }
        if (settled && !candidates.contains(node)) {
          removeStray(key, node);
        }
        if (!mayGoOn.test(layout)) {
          throw new NoAnswerException(false, "another replica sweeps, or the ring has changed");
        }
      }
    }
  }

  /** What stands where it should not is only deleted once it stands where it should. */
  private void removeStray(StoreKey key, MemcachedNode node) {
    check.finish();
    NodeConnection connection = node.connection();
    if (check.isClear() && connection != null && copies.placement() == layout.placement()) {
      long deadlineNanos = System.nanoTime() + COMMAND_NANOS;
      Reply seen = connection.send(MetaRequest.digest(ItemKey.record(key)), deadlineNanos).join();
      if (seen instanceof Reply.Digest(int _, long cas)) {
        connection.send(MetaRequest.delete(ItemKey.record(key), cas), deadlineNanos).join();
      }
    }
  }
}
