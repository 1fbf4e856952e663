package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the replicas of a schedule do unasked: sweep, lead a change of the ring, and repair the keys
 * that somebody could not be answered for. At most one of them sweeps; where that one dies, another
 * begins anew.
 */
final class Upkeep {
  private final World world;
  private final Actors actors;
  private final Faults faults;
  private final RingChanges ring;
  private final SimulatedSweep sweep;
  private final BrokenRule broken;
  private final Tally tally;
  private @Nullable Actor sweeper;
  private @Nullable Actor mender;

  Upkeep(World world, RingChanges ring, BrokenRule broken, Tally tally) {
    this.world = world;
    this.actors = world.actors();
    this.faults = world.faults();
    this.ring = ring;
    this.broken = broken;
    this.tally = tally;
    this.sweep = new SimulatedSweep(world, tally);
  }

  /** Returns whether no key waits for a repair. */
  boolean isDone() {
    return !isAtWork(mender)
        && world.replicas().stream().allMatch(replica -> replica.doubts().isEmpty());
  }

  private static boolean isAtWork(@Nullable Actor actor) {
    return actor != null && !actor.isOver();
  }

  /** Adds what can happen next. */
  void addMoves(List<Runnable> moves, boolean calm) {
    boolean needed = faults.needsSweep() || ring.needsSweep();
    if (needed && !isAtWork(sweeper) && (calm || world.random().nextInt(8) == 0)) {
      addSweep(moves);
    }
    for (SimulatedReplica replica : world.replicas()) {
      if (!isAtWork(mender) && !replica.doubts().isEmpty()) {
        StoreKey key = replica.doubts().iterator().next();
        moves.add(
            () -> {
              replica.doubts().remove(key);
              mend(key);
            });
      }
    }
  }

  private void addSweep(List<Runnable> moves) {
    List<SimulatedReplica> able =
        world.replicas().stream()
            .filter(SimulatedReplica::hasAllNodes)
            .filter(replica -> faults.needsSweep() || replica.isAt(world.ring().plan()))
            .toList();
    if (!able.isEmpty()) {
      SimulatedReplica replica = able.get(world.random().nextInt(able.size()));
      moves.add(() -> startSweep(replica));
    }
  }

  private void startSweep(SimulatedReplica replica) {
    tally.add("sweeps");
    sweeper = actors.start("sweep", replica, () -> sweep(replica));
  }

  private void sweep(SimulatedReplica replica) {
    RingPlan plan = replica.plan();
    boolean settled = ring.isSettled(plan);
    boolean mends = faults.needsSweep();
    if (broken == BrokenRule.RING_SWEEP && settled && plan.isMoving()) {
      ring.swept(plan);
    } else if (sweep.run(replica, settled)) {
      if (mends && plan.equals(world.ring().plan())) {
        faults.swept();
      }
      if (settled) {
        ring.swept(plan);
      }
    }
  }

  /** Sweeps once more; returns whether every key was heard. Called by an actor. */
  boolean sweepAtLast(SimulatedReplica replica) {
    return sweep.run(replica, false);
  }

  /** Repairs one key, unless another one is being repaired. */
  void mend(StoreKey key) {
    if (!isAtWork(mender)) {
      SimulatedReplica replica = world.anyReplica();
      tally.add("repairs");
      mender = actors.start("mend", replica, () -> mend(key, replica));
    }
  }

  private void mend(StoreKey key, SimulatedReplica replica) {
    if (sweep.repair(key, replica) == Repaired.SILENT) {
      replica.doubts().add(key);
    }
  }
}
