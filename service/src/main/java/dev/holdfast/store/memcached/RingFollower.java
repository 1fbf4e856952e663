package dev.holdfast.store.memcached;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the ring that the nodes announce: enters the next step as soon as most of its nodes hold
 * it. Until then this replica goes on with the step before, for as long as {@link RingLease} lets
 * it. {@link #tick} is called by one thread; what is followed may be asked for by any.
 */
final class RingFollower {
  private static final Logger LOG = LoggerFactory.getLogger(RingFollower.class);
  private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long IDLE_NANOS = Duration.ofMinutes(1).toNanos();

  private final Roster roster;
  private final int copies;
  private volatile RingLayout layout;
  private volatile @Nullable RingLayout prepared;
  private volatile @Nullable RingPlan wanted;
  private volatile long wantedSinceNanos;
  private long preparedNanos;
  private long changedNanos = System.nanoTime();

  /**
   * Begins with the nodes of the configuration, until others are heard of.
   *
   * @param copies how many candidates a key has
   */
  RingFollower(int copies, Roster roster) {
    this.roster = roster;
    this.copies = copies;
    this.layout =
        RingLayout.of(RingPlan.first(0, Seat.configured(roster.configured())), copies, roster);
  }

  /** Returns what is followed now. */
  RingLayout layout() {
    return layout;
  }

  Placement placement() {
    return layout.placement();
  }

  /**
   * Returns the step that some nodes have held for long without being chosen, because whoever
   * announced it has not reached most of them; null if there is none.
   */
  @Nullable RingPlan overdue() {
    RingPlan announced = wanted;
    boolean isOverdue =
        announced != null
            && announced.isLaterThan(layout.plan())
            && System.nanoTime() - wantedSinceNanos > AGAIN_NANOS;
    return isOverdue ? announced : null;
  }

  /** Looks at what the nodes have announced; never waits. */
  void tick(long nowNanos) {
    RingPlan latest = latest();
    if (latest == null) {
      closeIdle(nowNanos);
      return;
    }
    RingLayout next = prepared;
    boolean ready = next != null && next.plan().equals(latest);
    if (!latest.equals(wanted) || (!ready && nowNanos - preparedNanos > AGAIN_NANOS)) {
      prepare(latest, nowNanos);
    } else if (next != null && ready && isChosen(latest)) {
      boolean all = next.nodes().stream().allMatch(node -> node.connection() != null);
      if (all || nowNanos - wantedSinceNanos > GRACE_NANOS) {
        enter(next, nowNanos);
      }
    }
  }

  /** Nodes that were opened for a change that did not come about are of no use. */
  private void closeIdle(long nowNanos) {
    RingLayout current = layout;
    if (!current.plan().isAtRest() || roster.nodes().size() == current.nodes().size()) {
      changedNanos = nowNanos;
    } else if (nowNanos - changedNanos > IDLE_NANOS) {
      roster.retain(current.nodes());
    }
  }

  /** Returns the latest step that a node holds, and of several the one that most do. */
  private @Nullable RingPlan latest() {
    RingPlan current = layout.plan();
    return roster.nodes().stream()
        .map(RingFollower::heard)
        .filter(plan -> plan != null && plan.isLaterThan(current))
        .max(Comparator.comparingLong(RingPlan::epoch).thenComparingLong(this::holders))
        .orElse(null);
  }

  static @Nullable RingPlan heard(MemcachedNode node) {
    NodeConnection connection = node.connection();
    return connection == null ? null : connection.lease().heard();
  }

  private long holders(RingPlan plan) {
    return roster.nodes().stream().filter(node -> plan.equals(heard(node))).count();
  }

  /** Not here: many weights make many points, and this thread keeps all deadlines. */
  private void prepare(RingPlan plan, long nowNanos) {
    preparedNanos = nowNanos;
    wantedSinceNanos = plan.equals(wanted) ? wantedSinceNanos : nowNanos;
    wanted = plan;
    Thread.ofPlatform()
        .daemon()
        .name("holdfast-ring")
        .start(() -> prepared = RingLayout.of(plan, copies, roster));
  }

  private boolean isChosen(RingPlan plan) {
    return isHeldByMost(plan, plan.before()) && isHeldByMost(plan, plan.after());
  }

  private boolean isHeldByMost(RingPlan plan, List<Seat> seats) {
    List<PoolSettings.Node> nodes = RingLayout.seen(seats, roster);
    long holders = nodes.stream().filter(node -> isHeldBy(plan, node)).count();
    return holders > nodes.size() / 2;
  }

  private boolean isHeldBy(RingPlan plan, PoolSettings.Node wantedNode) {
    for (MemcachedNode node : roster.nodes()) {
      RingPlan held = node.settings().isSameServer(wantedNode) ? heard(node) : null;
      if (held != null && (held.equals(plan) || held.isLaterThan(plan))) {
        return true;
      }
    }
    return false;
  }

  private void enter(RingLayout next, long nowNanos) {
    RingPlan plan = next.plan();
    layout = next;
    changedNanos = nowNanos;
    roster.follow(plan.epoch());
    if (plan.isAtRest()) {
      roster.retain(next.nodes());
    }
    LOG.info(
        "ring {}: {}",
        plan.epoch(),
        plan.isMoving() ? ids(plan.before()) + " to " + ids(plan.after()) : ids(plan.after()));
  }

  private static List<String> ids(List<Seat> seats) {
    return seats.stream().map(seat -> seat.node().id()).toList();
  }
}
