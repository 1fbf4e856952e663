package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import java.util.List;
import java.util.Objects;

/**
 * Repairs every key, each until all its candidates have answered, and then lets the nodes count
 * that had started before it began.
 */
final class SimulatedSweep {
  private static final int MAX_TRIES = 300;

  private final World world;
  private final Tally tally;

  SimulatedSweep(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
  }

  /**
   * Runs as an actor of a replica; returns whether every key was heard in one step of the ring.
   *
   * @param settled whether records are deleted where they do not belong
   */
  boolean run(SimulatedReplica replica, boolean settled) {
    RingPlan plan = replica.plan();
    List<NodeProcess> processes =
        world.ring().nodesOf(plan).stream()
            .map(SimulatedNode::process)
            .filter(Objects::nonNull)
            .toList();
    for (StoreKey key : world.keys()) {
      if (!repairUntilHeard(key, replica, plan)) {
        return false;
      }
      if (settled && !plan.isMoving()) {
        removeStrays(key, replica);
      }
    }
    processes.forEach(NodeProcess::fill);
    world.trace().add(() -> "swept by " + replica.number());
    return replica.isAt(plan);
  }

  private boolean repairUntilHeard(StoreKey key, SimulatedReplica replica, RingPlan plan) {
    for (int i = 0; i < MAX_TRIES && replica.isAt(plan); i++) {
      if (repair(key, replica) != Repaired.SILENT) {
        return replica.isAt(plan);
      }
      world.actors().pause();
    }
    return false;
  }

  /** What stands where it should not is only deleted once it stands where it should. */
  private void removeStrays(StoreKey key, SimulatedReplica replica) {
    RingPlan plan = replica.plan();
    for (SimulatedLink link : replica.strayLinks(key)) {
      if (replica.isAt(plan) && replica.removeStray(key, link)) {
        tally.add("ring_strays");
      }
    }
  }

  /** Repairs one key. */
  Repaired repair(StoreKey key, SimulatedReplica replica) {
    Repaired repaired = replica.repair(key);
    CallLog log = world.log();
    world.trace().add(() -> show(log.name(key), replica, repaired));
    if (repaired == Repaired.LOST) {
      tally.add("repaired_lost");
      log.close(key);
    }
    return repaired;
  }

  private static String show(String key, SimulatedReplica replica, Repaired repaired) {
    return "REPAIR %s by %d: %s".formatted(key, replica.number(), repaired);
  }
}
