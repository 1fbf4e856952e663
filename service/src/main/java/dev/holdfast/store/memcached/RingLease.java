package dev.holdfast.store.memcached;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a replica may go on with the step of the ring it follows, as far as one connection
 * tells: for a while after the node was last heard to know no later one. Whoever announces the
 * second next step waits longer than that, so no two replicas are ever two steps apart. Written by
 * one thread, read by any.
 */
final class RingLease {
  /** How long a node's word lasts. */
  static final Duration LENGTH = Duration.ofSeconds(2);

  private static final long NANOS = LENGTH.toNanos();

  private @Nullable RingPlan heard;
  private volatile boolean asked;
  private long askedNanos;
  private volatile long validUntilNanos = System.nanoTime();

  /**
   * Notes what the node holds.
   *
   * @param plan the step it was told, or null for none
   * @param nanos when it was asked, as {@link System#nanoTime()} tells
   * @param epoch the step this replica follows
   */
  synchronized void hear(@Nullable RingPlan plan, long nanos, long epoch) {
    heard = plan;
    askedNanos = nanos;
    asked = true;
    follow(epoch);
  }

  /** Judges what was heard last anew: this replica follows another step now. */
  synchronized void follow(long epoch) {
    if (heard != null && heard.epoch() <= epoch) {
      validUntilNanos = askedNanos + NANOS;
    }
  }

  /** Returns the step that the node was last heard to hold. */
  synchronized @Nullable RingPlan heard() {
    return heard;
  }

  /** Returns whether the node has said what it holds. */
  boolean isAsked() {
    return asked;
  }

  boolean isValid() {
    return System.nanoTime() - validUntilNanos < 0;
  }
}
