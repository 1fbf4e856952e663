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
    RingLayout layout = follower.layout();
    return new RingView(layout.plan().epoch(), layout.before(), layout.after(), sweeper.progress());
  }

  @Override
  public synchronized RingView change(List<PoolSettings.Node> nodes) {
    RingLayout layout = follower.layout();
    if (layout.plan().epoch() == 0) {
      throw new RingChangeException(Reason.UNAVAILABLE, "the ring is not known yet");
    }
    if (!isSame(layout.after(), nodes)) {
      begin(layout, next(layout, nodes), nodes);
    }
    return view();
  }

  private static boolean isSame(List<PoolSettings.Node> some, List<PoolSettings.Node> others) {
    return some.size() == others.size() && some.containsAll(others);
  }

  private static RingPlan next(RingLayout layout, List<PoolSettings.Node> nodes) {
    RingPlan plan = layout.plan();
    if (plan.isMoving() && isSame(layout.before(), nodes)) {
      return plan.takenBack();
    }
    if (!plan.isAtRest()) {
      throw new RingChangeException(
          Reason.BUSY, "ring " + plan.epoch() + " is changing (expected: a ring at rest)");
    }
    requireValid(nodes);
    return plan.changingTo(nodes.stream().map(node -> seatOf(node, layout)).toList());
  }

  /** A node that stays keeps the address that all replicas were told of. */
  private static Seat seatOf(PoolSettings.Node node, RingLayout layout) {
    for (int i = 0; i < layout.after().size(); i++) {
      if (layout.after().get(i).isSameServer(node)) {
        return layout.plan().after().get(i).withWeight(node.weight());
      }
    }
    return new Seat(node, true);
  }

  private static void requireValid(List<PoolSettings.Node> nodes) {
    try {
      PoolSettings settings = PoolSettings.of(nodes);
      settings.withMode(PoolSettings.Mode.REPLICATED);
    } catch (InvalidInputException e) {
      throw new RingChangeException(Reason.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private void begin(RingLayout layout, RingPlan next, List<PoolSettings.Node> nodes) {
    requireCounting(layout, nodes);
    List<MemcachedNode> entering = new ArrayList<>(roster.open(nodes));
    entering.removeAll(layout.nodes());
    entering.forEach(RingChange::requireEmpty);
    entering.forEach(node -> admit(node, next));
    announce(layout.nodes(), next);
    await(() -> !next.isLaterThan(follower.layout().plan()));
  }

  /** A node that is to leave may be gone for good; every other one has to answer. */
  private static void requireCounting(RingLayout layout, List<PoolSettings.Node> wanted) {
    boolean excused = false;
    for (MemcachedNode node : layout.nodes()) {
      NodeConnection connection = node.connection();
      boolean counts = connection != null && connection.isTrusted();
      boolean leaves = wanted.stream().noneMatch(node.settings()::isSameServer);
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
    long told = RingKeeper.announce(nodes, next);
    if (told == 0) {
      throw new RingChangeException(
          Reason.BUSY, "no node takes ring " + next.epoch() + ": another change goes on");
    }
    if (told <= nodes.size() / 2) {
      throw new RingChangeException(
          Reason.UNDECIDED,
          "%d of %d nodes took ring %d (expected: most); it is tried again by itself, look whether it comes about"
              .formatted(told, nodes.size(), next.epoch()));
    }
  }

  private static void await(BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(RingChange.class, POLL.toNanos());
    }
  }
}
