package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure in the background that every key stands where it should. A node that has started, with
 * nothing or with old items, is filled from the others; only then do its answers count. Keys that a
 * caller could not be answered for are repaired one by one, and all of them now and then.
 */
final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();
  private static final long AFTER_FAILURE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long INTERVAL_NANOS = Duration.ofMinutes(15).toNanos();
  private static final int MAX_DOUBTS = 10_000;
  private static final int MAX_TRIES = 20;

  private final List<MemcachedNode> nodes;
  private final ReplicatedCopies copies;
  private final PoolSettings.Deadlines deadlines;
  private final NewPool newPool;
  private final Set<StoreKey> doubts;
  private final SweepTally tally = new SweepTally();
  private final SweepLease lease = new SweepLease();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("holdfast-sweep").unstarted(this::run);
  private volatile boolean running = true;
  private long lastSweepNanos = System.nanoTime();
  private Set<NodeLink> swept = Set.of();

  /**
   * @param doubts the keys that need a repair, added to by anybody
   */
  Sweeper(
      List<MemcachedNode> nodes,
      ReplicatedCopies copies,
      PoolSettings.Deadlines deadlines,
      Doubts doubts) {
    this.nodes = nodes;
    this.copies = copies;
    this.deadlines = deadlines;
    this.newPool = new NewPool(nodes);
    this.doubts = doubts.keys();
  }

  /** The keys that need a repair, as many as there is room for. */
  static final class Doubts {
    private final Set<StoreKey> keys = ConcurrentHashMap.newKeySet();

    void add(StoreKey key) {
      if (keys.size() < MAX_DOUBTS) {
        keys.add(key);
      }
    }

    Set<StoreKey> keys() {
      return keys;
    }
  }

  /** Publishes what this does. */
  void publish(MeterRegistry meters) {
    SweepMeters.register(meters, tally, copies.verdicts());
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (running) {
      long pause = PAUSE_NANOS;
      try {
        step();
      } catch (IOException | NoAnswerException e) {
        tally.failed().increment();
        LOG.warn("sweep not finished: {}", e.getMessage());
        pause = AFTER_FAILURE_NANOS;
      } catch (RuntimeException e) {
        LOG.error("sweep failed", e); // it is tried again; nothing else may stop it
        pause = AFTER_FAILURE_NANOS;
      } finally {
        tally.running().set(false);
      }
      LockSupport.parkNanos(this, pause);
    }
  }

  private void step() throws IOException {
    List<NodeLink> untrusted = untrusted();
    boolean due = System.nanoTime() - lastSweepNanos > INTERVAL_NANOS || !swept.equals(links());
    if (!untrusted.isEmpty() && newPool.markIfNew()) {
      return;
    }
    if ((!untrusted.isEmpty() || due) && areAllUp() && lease.isHeld(nodes)) {
      sweep(untrusted);
    }
    mendDoubts();
  }

  private List<NodeLink> untrusted() {
    List<NodeLink> found = new ArrayList<>();
    for (MemcachedNode node : nodes) {
      NodeLink link = node.link();
      if (link != null && !link.isTrusted()) {
        found.add(link);
      }
    }
    return found;
  }

  private boolean areAllUp() {
    return links().size() == nodes.size();
  }

  private Set<NodeLink> links() {
    return nodes.stream()
        .map(MemcachedNode::connection)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private void mendDoubts() {
    if (doubts.isEmpty() || !areAllUp()) {
      return; // nothing can be decided before all are heard
    }
    KeyCheck check = new KeyCheck(copies, deadlines, tally);
    List<StoreKey> taken = List.copyOf(doubts);
    taken.forEach(doubts::remove);
    taken.forEach(check::add);
    check.finish();
  }

  /** Goes through the keys of every node, and then marks those that were not trusted. */
  private void sweep(List<NodeLink> untrusted) throws IOException {
    tally.running().set(true);
    Set<NodeLink> during = links();
    long start = System.nanoTime();
    long before = tally.checked().sum();
    KeyCheck check = new KeyCheck(copies, deadlines, tally);
    for (MemcachedNode node : nodes) {
      sweep(node, untrusted, check);
    }
    for (int tries = 0; check.again() > 0; tries++) {
      if (tries == MAX_TRIES || !running) {
        throw new NoAnswerException(false, "a node was silent");
      }
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
    lastSweepNanos = System.nanoTime();
    swept = during;
    tally.finished().increment();
    long millis = Duration.ofNanos(lastSweepNanos - start).toMillis();
    LOG.info("swept {} keys in {} ms", tally.checked().sum() - before, millis);
    untrusted.forEach(this::mark);
  }

  private void sweep(MemcachedNode node, List<NodeLink> untrusted, KeyCheck check)
      throws IOException {
    try (KeyDump dump = new KeyDump(node.settings().host(), node.settings().port())) {
      for (StoreKey key = dump.next(); key != null; key = dump.next()) {
        if (untrusted.isEmpty() || concerns(key, untrusted)) {
          check.add(key);
        }
        if (!running || !lease.isHeld(nodes)) {
          throw new NoAnswerException(false, "another replica sweeps");
        }
      }
    }
  }

  private boolean concerns(StoreKey key, List<NodeLink> untrusted) {
    return copies.candidates(key).stream()
        .anyMatch(node -> untrusted.stream().anyMatch(link -> link.nodeId().equals(node.id())));
  }

  private void mark(NodeLink link) {
    for (MemcachedNode node : nodes) {
      if (node.id().equals(link.nodeId())) {
        long deadlineNanos = System.nanoTime() + deadlines.operation().toNanos();
        if (!node.mark(link, deadlineNanos)) {
          throw new NoAnswerException(false, "node " + node.id() + " does not take its mark");
        }
        LOG.info("node {} is filled, its answers count", node.id());
      }
    }
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
  }
}
