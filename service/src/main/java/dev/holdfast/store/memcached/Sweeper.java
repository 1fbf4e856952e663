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
 * nothing or with old items, is filled from the others; only then do its answers count. When the
 * ring changes, the keys are carried over. Keys that a caller could not be answered for are
 * repaired one by one, and all of them now and then.
 */
final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();
  private static final long AFTER_FAILURE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long INTERVAL_NANOS = Duration.ofMinutes(15).toNanos();
  private static final int MAX_DOUBTS = 10_000;

  private final RingFollower follower;
  private final RingKeeper keeper;
  private final ReplicatedCopies copies;
  private final PoolSettings.Deadlines deadlines;
  private final Set<StoreKey> doubts;
  private final SweepTally tally = new SweepTally();
  private final SweepLease lease = new SweepLease(ItemKey.SWEEP);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("holdfast-sweep").unstarted(this::run);
  private volatile boolean running = true;
  private volatile long checkedBefore;
  private long lastSweepNanos = System.nanoTime();
  private Set<NodeLink> swept = Set.of();

  /**
   * @param follower tells the ring
   * @param doubts the keys that need a repair, added to by anybody
   */
  Sweeper(
      RingFollower follower,
      ReplicatedCopies copies,
      PoolSettings.Deadlines deadlines,
      Doubts doubts) {
    this.follower = follower;
    this.keeper = new RingKeeper(follower);
    this.copies = copies;
    this.deadlines = deadlines;
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

  /** Returns how far the sweep under way has come. */
  RingView.Progress progress() {
    return tally.running().get()
        ? new RingView.Progress(checkedKeys() - checkedBefore, tally.expected().get())
        : RingView.Progress.NONE;
  }

  private long checkedKeys() {
    return tally.checked().sum();
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
    RingLayout layout = follower.layout();
    List<MemcachedNode> unfilled = unfilled(layout);
    if (!unfilled.isEmpty() && NewPool.markIfNew(layout)) {
      return;
    }
    keeper.tend();
    boolean complete = layout.plan().epoch() > 0 && layout.missing().isEmpty();
    if (complete && (!unfilled.isEmpty() || isDue(layout)) && lease.isHeld(layout.nodes())) {
      sweep(layout, unfilled);
    }
    if (complete) {
      mendDoubts(); // nothing can be decided before all are heard
    }
  }

  private static List<MemcachedNode> unfilled(RingLayout layout) {
    List<MemcachedNode> found = new ArrayList<>();
    for (MemcachedNode node : layout.nodes()) {
      NodeConnection connection = node.connection();
      if (connection != null && !connection.isMarked()) {
        found.add(node);
      }
    }
    return found;
  }

  private boolean isDue(RingLayout layout) {
    return keeper.needsSweep(layout)
        ? keeper.isSettled(layout)
        : System.nanoTime() - lastSweepNanos > INTERVAL_NANOS || !swept.equals(links(layout));
  }

  private static Set<NodeLink> links(RingLayout layout) {
    return layout.nodes().stream()
        .map(MemcachedNode::connection)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private void mendDoubts() {
    if (!doubts.isEmpty()) {
      KeyCheck check = new KeyCheck(copies, deadlines, tally);
      List<StoreKey> taken = List.copyOf(doubts);
      taken.forEach(doubts::remove);
      taken.forEach(check::add);
      check.finish();
    }
  }

  /** Goes through the keys of every node, and then does what had to wait for it. */
  private void sweep(RingLayout layout, List<MemcachedNode> unfilled) throws IOException {
    checkedBefore = checkedKeys();
    tally.expected().set(Sweep.expectedKeys(layout));
    tally.running().set(true);
    boolean settled = keeper.isSettled(layout);
    Set<NodeLink> during = links(layout);
    long start = System.nanoTime();
    var sweep = new Sweep(layout, copies, new KeyCheck(copies, deadlines, tally), this::mayGoOn);
    sweep.run(keeper.needsSweep(layout) ? List.of() : unfilled, settled);
    lastSweepNanos = System.nanoTime();
    swept = during;
    tally.finished().increment();
    long millis = Duration.ofNanos(lastSweepNanos - start).toMillis();
    LOG.info("swept {} keys in {} ms", checkedKeys() - checkedBefore, millis);
    unfilled.forEach(node -> mark(node, during, layout.plan()));
    if (settled && keeper.needsSweep(layout)) {
      keeper.swept(layout);
    }
  }

  private boolean mayGoOn(RingLayout layout) {
    return running
        && follower.layout().plan().equals(layout.plan())
        && lease.isHeld(layout.nodes());
  }

  /** The node is told of the ring first: its answers count as soon as it is marked. */
  private void mark(MemcachedNode node, Set<NodeLink> during, RingPlan plan) {
    NodeConnection connection = node.connection();
    long deadlineNanos = System.nanoTime() + deadlines.operation().toNanos();
    boolean marked =
        connection != null
            && during.contains(connection)
            && RingAnnouncer.tell(connection, plan)
            && node.mark(connection, deadlineNanos);
    if (!marked) {
      throw new NoAnswerException(false, "node " + node.id() + " does not take its mark");
    }
    LOG.info("node {} is filled, its answers count", node.id());
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
  }
}
