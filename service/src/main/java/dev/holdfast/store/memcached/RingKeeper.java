package dev.holdfast.store.memcached;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the announcements of the ring on its nodes, and leads a change to its end: whichever
 * replica sweeps does so, so a change outlives the one that began it. Used by one thread.
 */
final class RingKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(RingKeeper.class);

  /** Longer than any replica goes on without hearing of the step. */
  private static final long SETTLING_NANOS = RingLease.LENGTH.plus(Duration.ofSeconds(1)).toNanos();

  private final RingFollower follower;
  private @Nullable RingPlan told;
  private long toldSinceNanos;

  RingKeeper(RingFollower follower) {
    this.follower = follower;
  }

  /** Tells the nodes that do not know what most know. */
  void tend() {
    RingLayout layout = follower.layout();
    RingPlan plan = layout.plan();
    if (plan.epoch() == 0) {
      begin(layout, RingPlan.first(1, plan.after()));
    } else if (isShared(layout)) {
      tellAll(layout, plan);
    } else {
      begin(layout, plan);
    }
    RingPlan overdue = follower.overdue();
    if (overdue != null) {
      announce(layout.nodes(), overdue);
    }
    noteTold(layout);
  }

  /** No node knows of a ring: it is new, or was kept by an older release, or all were flushed. */
  private static void begin(RingLayout layout, RingPlan plan) {
    if (layout.missing().size() < 2 && layout.nodes().stream().allMatch(RingKeeper::knowsNone)) {
      tellAll(layout, plan);
    }
  }

  private static boolean knowsNone(MemcachedNode node) {
    NodeConnection connection = node.connection();
    return connection == null
        || (connection.lease().isAsked() && connection.lease().heard() == null);
  }

  /**
   * Returns whether most nodes are known to be at this step, so that it is not this one's alone.
   */
  private static boolean isShared(RingLayout layout) {
    long counting =
        layout.nodes().stream().map(MemcachedNode::connection).filter(RingKeeper::counts).count();
    return counting > layout.nodes().size() / 2;
  }

  private static boolean counts(@Nullable NodeConnection connection) {
    return connection != null && connection.isTrusted();
  }

  private static void tellAll(RingLayout layout, RingPlan plan) {
    for (MemcachedNode node : layout.nodes()) {
      NodeConnection connection = node.connection();
      RingPlan held = RingFollower.heard(node);
      boolean behind = held == null || plan.isLaterThan(held);
      if (connection != null && connection.lease().isAsked() && behind) {
        RingAnnouncer.tell(connection, plan);
      }
    }
  }

  private void noteTold(RingLayout layout) {
    boolean all =
        layout.missing().isEmpty()
            && layout.nodes().stream().allMatch(node -> knows(node, layout.plan()));
    if (!all) {
      told = null;
    } else if (!layout.plan().equals(told)) {
      told = layout.plan();
      toldSinceNanos = System.nanoTime();
    }
  }

  private static boolean knows(MemcachedNode node, RingPlan plan) {
    RingPlan held = RingFollower.heard(node);
    return node.connection() == null || (held != null && held.epoch() >= plan.epoch());
  }

  /**
   * Returns whether no replica can be at an earlier step any more: every node was told of this one
   * so long ago.
   */
  boolean isSettled(RingLayout layout) {
    return layout.plan().equals(told) && System.nanoTime() - toldSinceNanos > SETTLING_NANOS;
  }

  /** Returns whether a sweep is needed to come to the next step. */
  boolean needsSweep(RingLayout layout) {
    return !layout.plan().isAtRest();
  }

  /** Announces the next step: every key has been seen where it belongs now. */
  void swept(RingLayout layout) {
    RingPlan plan = layout.plan();
    RingPlan next =
        plan.isMoving() ? plan.finished() : RingPlan.first(plan.epoch() + 1, plan.after());
    LOG.info("ring {}: every key is where it belongs", plan.epoch());
    announce(layout.nodes(), next);
    told = null; // should the step not be chosen, it is announced again after as long a wait
  }

  /** Tells all of these nodes; returns how many hold the step now. */
  static long announce(List<MemcachedNode> nodes, RingPlan plan) {
    return nodes.stream()
        .map(MemcachedNode::connection)
        .filter(connection -> connection != null && RingAnnouncer.tell(connection, plan))
        .count();
  }
}
