package dev.holdfast.store.memcached;

import java.util.List;
import java.util.Random;

/**
 * Changes the ring of one schedule, one step at a time, as operators and those who lead a change
 * do. Replicas enter each step one after the other, whenever it happens; those that have not may go
 * on with the step before only while their links are trusted.
 */
final class RingChanges {
  private final World world;
  private final SimulatedRing ring;
  private final Network network;
  private final Random random;
  private final BrokenRule broken;
  private final Tally tally;
  private final RingWishes wishes;
  private int left;
  private boolean takesBack;

  RingChanges(World world, BrokenRule broken, Tally tally) {
    this.world = world;
    this.ring = world.ring();
    this.network = world.network();
    this.random = world.random();
    this.broken = broken;
    this.tally = tally;
    this.wishes = new RingWishes(random, ring);
    this.left = world.ringChanges();
  }

  /** Returns whether the operator has not had enough yet. */
  boolean areLeft() {
    return left > 0;
  }

  /** Begins a change by any replica, unless one goes on or a node is missing that is to stay. */
  void begin() {
    RingPlan plan = ring.plan();
    RingWishes.Wish wish = plan.isAtRest() ? wishes.next() : null;
    if (wish == null) {
      return;
    }
    RingPlan next = plan.changingTo(wish.nodes());
    if (isAllowed(next, world.anyReplica())) {
      left--;
      takesBack = random.nextInt(4) == 0;
      tally.add("ring_changes");
      tally.add("ring_" + wish.kind().label());
      ring.members().stream().filter(node -> node.process() == null).forEach(this::giveUp);
      ring.spares().stream().filter(node -> entersBy(next, node)).forEach(this::admit);
      announce(next);
    }
  }

  private static boolean entersBy(RingPlan next, SimulatedNode node) {
    return SimulatedRing.isIn(next.after(), node.id());
  }

  /** Every node of the ring has to count, but for one that leaves; see {@link RingChange}. */
  private boolean isAllowed(RingPlan next, SimulatedReplica leader) {
    boolean excused = false;
    for (SimulatedNode node : ring.members()) {
      SimulatedLink link = leader.node(node.id()).link();
      boolean counts = link != null && link.isTrusted();
      if (!counts && (excused || SimulatedRing.isIn(next.after(), node.id()))) {
        return false;
      }
      excused |= !counts;
    }
    return leader.isAt(ring.plan());
  }

  /** A node that is replaced because it died does not come back. */
  private void giveUp(SimulatedNode node) {
    world.faults().forget(node);
  }

  /** A new node is empty, and counts at once: it cannot miss what it never had. */
  private void admit(SimulatedNode node) {
    retire(node);
    node.start().fill();
  }

  private void announce(RingPlan next) {
    ring.announce(next);
    tally.add("ring_steps");
    world.trace().add(() -> "RING " + show(next));
  }

  private static String show(RingPlan plan) {
    String after = names(plan.after());
    return plan.isMoving()
        ? "%d moves from %s to %s".formatted(plan.epoch(), names(plan.before()), after)
        : "%d is %s".formatted(plan.epoch(), after);
  }

  private static String names(List<Seat> seats) {
    return seats.stream()
        .map(seat -> seat.node().id() + "*" + seat.node().weight())
        .toList()
        .toString();
  }

  /** Adds what can happen next. */
  void addMoves(List<Runnable> moves, boolean calm) {
    for (SimulatedReplica replica : world.replicas()) {
      if (!replica.isAt(ring.plan())) {
        addMoves(replica, moves, calm);
      }
    }
    if (takesBack && !calm && ring.plan().isMoving() && random.nextInt(10) == 0) {
      moves.add(this::takeBack);
    }
    if (isAtRest() && ring.spares().stream().anyMatch(node -> node.process() != null)) {
      moves.add(() -> ring.spares().forEach(this::retire));
    }
  }

  private void addMoves(SimulatedReplica replica, List<Runnable> moves, boolean calm) {
    if (calm || random.nextInt(8) == 0) {
      moves.add(() -> enter(replica));
    }
    for (SimulatedLink link : replica.links()) {
      if (broken != BrokenRule.RING_LEASE && !link.isLapsed() && random.nextInt(16) == 0) {
        moves.add(link::lapse);
      }
    }
  }

  private void enter(SimulatedReplica replica) {
    world.trace().add(() -> "REPLICA " + replica.number() + " enters " + ring.plan().epoch());
    replica.enter(ring.plan());
  }

  private void takeBack() {
    RingPlan next = ring.plan().takenBack();
    if (isAllowed(next, world.anyReplica())) {
      takesBack = false;
      tally.add("ring_taken_back");
      announce(next);
    }
  }

  /** Returns whether every replica follows a ring that does not change. */
  boolean isAtRest() {
    RingPlan plan = ring.plan();
    return plan.isAtRest() && world.replicas().stream().allMatch(replica -> replica.isAt(plan));
  }

  /** Ends a node that is in no ring any more. */
  private void retire(SimulatedNode node) {
    NodeProcess process = node.process();
    world.faults().forget(node);
    node.recover();
    node.die();
    if (process != null) {
      network.processDied(process);
    }
  }

  // ---- what a leader does

  /** Returns whether no replica acts on an earlier step than this. */
  boolean isSettled(RingPlan plan) {
    return plan.equals(ring.plan())
        && (broken == BrokenRule.RING_LEASE
            || world.replicas().stream()
                .allMatch(replica -> replica.isAt(plan) || replica.hasLapsed()));
  }

  /** Returns whether a sweep brings the ring to its next step. */
  boolean needsSweep() {
    RingPlan plan = ring.plan();
    return !plan.isAtRest() && isSettled(plan);
  }

  /** Announces the next step: every key has been seen where it belongs in this one. */
  void swept(RingPlan plan) {
    if (plan.equals(ring.plan()) && !plan.isAtRest()) {
      announce(plan.isMoving() ? plan.finished() : RingPlan.first(plan.epoch() + 1, plan.after()));
    }
  }
}
