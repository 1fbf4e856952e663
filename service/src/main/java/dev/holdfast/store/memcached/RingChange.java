package dev.holdfast.store.memcached;

import dev.holdfast.session.InvalidInputException;
import dev.holdfast.store.memcached.RingChangeException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins changes of the ring of a replicated pool. The new nodes are told first, then those of the
 * ring as it is: the change is begun once most of them hold it.
 */
final class RingChange implements PoolRing {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(10);

  private final RingFollower follower;
  private final Roster roster;
  private final Sweeper sweeper;

  RingChange(RingFollower follower, Roster roster, Sweeper sweeper) {
    this.follower = follower;
    this.roster = roster;
    this.sweeper = sweeper;
  }

  @Override
  public RingView view() {
    RingPlan plan = follower.layout().plan();
    return new RingView(plan.epoch(), plan.before(), plan.after(), sweeper.progress());
  }

  @Override
  public synchronized RingView change(List<PoolSettings.Node> nodes) {
    RingLayout layout = follower.layout();
    RingPlan plan = layout.plan();
    if (plan.epoch() == 0) {
      throw new RingChangeException(Reason.UNAVAILABLE, "the ring is not known yet");
    }
    if (!isSame(plan.after(), nodes)) {
      begin(layout, next(plan, nodes));
    }
    return view();
  }

  private static boolean isSame(List<PoolSettings.Node> some, List<PoolSettings.Node> others) {
    return some.size() == others.size() && some.containsAll(others);
  }

  private static RingPlan next(RingPlan plan, List<PoolSettings.Node> nodes) {
    if (plan.isMoving() && isSame(plan.before(), nodes)) {
      return plan.takenBack();
    }
    if (!plan.isAtRest()) {
      throw new RingChangeException(
          Reason.BUSY, "ring " + plan.epoch() + " is changing (expected: a ring at rest)");
    }
    requireValid(nodes);
    return plan.changingTo(nodes);
  }

  private static void requireValid(List<PoolSettings.Node> nodes) {
    try {
      PoolSettings settings = PoolSettings.of(nodes);
      settings.withMode(PoolSettings.Mode.REPLICATED);
    } catch (InvalidInputException e) {
      throw new RingChangeException(Reason.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private void begin(RingLayout layout, RingPlan next) {
    requireCounting(layout, next);
    List<MemcachedNode> entering = new ArrayList<>(roster.open(next.all()));
    entering.removeAll(layout.nodes());
    try {
      entering.forEach(RingChange::requireEmpty);
      entering.forEach(node -> admit(node, next));
      announce(layout.nodes(), next);
    } catch (RingChangeException e) {
      roster.retain(follower.layout().nodes());
      throw e;
    }
    await(() -> !next.isLaterThan(follower.layout().plan()));
  }

  /** A node that is to leave may be gone for good; every other one has to answer. */
  private static void requireCounting(RingLayout layout, RingPlan next) {
    boolean excused = false;
    for (MemcachedNode node : layout.nodes()) {
      NodeConnection connection = node.connection();
      boolean counts = connection != null && connection.isTrusted();
      boolean leaves = next.after().stream().noneMatch(node.settings()::isSameServer);
      if (!counts && (excused || !leaves)) {
        throw new RingChangeException(
            Reason.UNAVAILABLE,
            "node %s: %s (expected: every node up, but for one that leaves)"
                .formatted(node.id(), node.view().reason()));
      }
      excused |= !counts;
    }
  }

  private static void requireEmpty(MemcachedNode node) {
    await(() -> node.connection() != null);
    NodeConnection connection = requireConnection(node);
    try {
      if (!NewPool.holdsNone(node, connection)) {
        throw new RingChangeException(
            Reason.INVALID,
            "node %s: holds sessions (expected: an empty node)".formatted(node.id()));
      }
    } catch (IOException e) {
      throw new RingChangeException(Reason.UNAVAILABLE, silent(node, e.getMessage()));
    }
  }

  /** Its answers count at once: it cannot miss what it never had. */
  private static void admit(MemcachedNode node, RingPlan next) {
    NodeConnection connection = requireConnection(node);
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    if (!RingAnnouncer.tellNew(connection, next) || !node.mark(connection, deadlineNanos)) {
      throw new RingChangeException(Reason.UNAVAILABLE, silent(node, "it does not take its mark"));
    }
  }

  private static NodeConnection requireConnection(MemcachedNode node) {
    NodeConnection connection = node.connection();
    if (connection == null) {
      throw new RingChangeException(Reason.UNAVAILABLE, silent(node, node.view().reason()));
    }
    return connection;
  }

  private static String silent(MemcachedNode node, @Nullable String why) {
    return "node %s at %s: %s".formatted(node.id(), node.view().address(), why);
  }

  private static void announce(List<MemcachedNode> nodes, RingPlan next) {
    if (RingKeeper.announce(nodes, next) <= nodes.size() / 2) {
      throw new RingChangeException(
          Reason.BUSY, "most nodes do not take ring " + next.epoch() + ": another change goes on");
    }
  }

  private static void await(BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(RingChange.class, POLL.toNanos());
    }
  }
}
