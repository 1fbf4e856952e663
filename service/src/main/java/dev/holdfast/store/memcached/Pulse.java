package dev.holdfast.store.memcached;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ticks the nodes of a pool. When this replica itself stood still (a pause of the JVM or of the
 * machine), one tick is left out, so that answers that have come meanwhile are read before anything
 * counts as missed.
 */
final class Pulse implements AutoCloseable {
  /** The time between two ticks: how exact deadlines are. */
  static final Duration INTERVAL = Duration.ofMillis(10);

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final long STALL_NANOS = INTERVAL.multipliedBy(5).toNanos();

  private final Thread thread =
      Thread.ofPlatform().daemon().name("holdfast-pool").unstarted(this::run);
  private volatile Supplier<List<MemcachedNode>> nodes = List::of;
  private volatile LongConsumer after = _ -> {};
  private volatile boolean running = true;

  /**
   * Begins to tick these nodes.
   *
   * @param watched tells which they are now
   * @param afterEach called after each round, with the time as {@link System#nanoTime()} tells
   */
  void start(Supplier<List<MemcachedNode>> watched, LongConsumer afterEach) {
    nodes = watched;
    after = afterEach;
    thread.start();
  }

  /** Makes the next tick come at once: something has changed. */
  void wake() {
    LockSupport.unpark(thread);
  }

  private void run() {
    long last = System.nanoTime();
    boolean leftOut = false;
    while (running) {
      long now = System.nanoTime();
      leftOut = !leftOut && now - last > STALL_NANOS;
      if (!leftOut) {
        nodes.get().forEach(node -> tick(node, now));
        runAfter(now);
      }
      last = now;
      LockSupport.parkNanos(this, INTERVAL.toNanos());
    }
  }

  private void runAfter(long now) {
    try {
      after.accept(now);
    } catch (RuntimeException e) {
      LOG.error("the ring could not be followed", e); // the deadlines must go on
    }
  }

  private static void tick(MemcachedNode node, long now) {
    try {
      node.tick(now);
    } catch (RuntimeException e) {
      LOG.error("node {} could not be watched", node.id(), e); // the others must go on
    }
  }

  @Override
  public void close() {
    running = false;
    wake();
  }
}
