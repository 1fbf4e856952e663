package dev.holdfast.store.memcached;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks one connection again and again whether its node lives, and tells the breaker. A probe counts
 * as missed only if nothing at all came from the node meanwhile. Used by one thread.
 */
final class NodeProbe {
  /** How often to ask, and how long to wait for the answer. */
  static final Duration INTERVAL = Duration.ofMillis(100);

  private static final long INTERVAL_NANOS = INTERVAL.toNanos();
  private static final long SETTINGS_NANOS = Duration.ofSeconds(1).toNanos();

  private final NodeConnection connection;
  private final NodeBreaker breaker;
  private final CompletableFuture<Reply> settings;
  private final @Nullable TrustWatch trust;
  private @Nullable CompletableFuture<Reply> pending;
  private @Nullable CompletableFuture<Reply> pendingRing;
  private long sentNanos;

  /**
   * Asks the node for its settings as well, and calls {@code onSettled} when it has answered both.
   *
   * @param epoch tells which step of the ring this replica follows; null where the answers of a
   *     node count without conditions
   */
  NodeProbe(
      NodeConnection connection,
      NodeBreaker breaker,
      @Nullable LongSupplier epoch,
      Runnable onSettled) {
    this.connection = connection;
    this.breaker = breaker;
    long now = System.nanoTime();
    this.trust =
        epoch == null ? null : new TrustWatch(connection, epoch, now + SETTINGS_NANOS, onSettled);
    ask(now);
    settings =
        connection
            .send(StatsCommand.settings(now + SETTINGS_NANOS))
            .whenComplete((_, _) -> onSettled.run());
  }

  /** Reports the last probe if it is decided, and sends the next when it is time. */
  void tick(long nowNanos) {
    CompletableFuture<Reply> probe = pending;
    hearRing();
    if (probe != null && probe.isDone()) {
      pending = null;
      report(probe.join(), nowNanos);
    }
    if (pending == null && nowNanos - sentNanos >= INTERVAL_NANOS) {
      ask(nowNanos);
    }
  }

  private void hearRing() {
    CompletableFuture<Reply> ring = pendingRing;
    if (trust != null && ring != null && ring.isDone()) {
      pendingRing = null;
      trust.heardRing(ring.join(), sentNanos);
    }
  }

  private void ask(long nowNanos) {
    if (breaker.tryProbe()) {
      sentNanos = nowNanos;
      MetaRequest question = trust == null ? MetaRequest.PROBE : TrustWatch.question();
      pending = connection.send(question, nowNanos + INTERVAL_NANOS);
      if (trust != null) {
        pendingRing = connection.send(TrustWatch.ringQuestion(), nowNanos + INTERVAL_NANOS);
      }
    }
  }

  private void report(Reply reply, long nowNanos) {
    if (trust != null) {
      trust.heard(reply);
    }
    if (reply == Reply.Plain.ALIVE || reply == Reply.Plain.MISS || reply instanceof Reply.Item) {
      breaker.answered(nowNanos - sentNanos);
    } else if (connection.lastReadNanos() - sentNanos > 0) {
      breaker.forget();
    } else {
      breaker.missed(nowNanos - sentNanos);
    }
  }

  /** Returns whether the node has told its settings, or that it has none to tell. */
  boolean isSettled() {
    return settings.isDone() && (trust == null || trust.isSettled());
  }

  /** Returns what tells whether the answers of the node count, where they have to. */
  @Nullable TrustWatch trust() {
    return trust;
  }

  /** Returns the largest item of the node in bytes, or 0 where it did not say. */
  long maxItemBytes() {
    return settings.getNow(Reply.Plain.MISS) instanceof Reply.Stats(var numbers)
        ? numbers.getOrDefault("item_size_max", 0L)
        : 0;
  }
}
