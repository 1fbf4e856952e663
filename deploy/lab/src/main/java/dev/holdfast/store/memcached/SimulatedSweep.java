package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import java.util.List;

/**
 * Repairs every key, each until all its candidates have answered, and then lets the nodes count
 * that had started before it began.
 */
final class SimulatedSweep {
  private static final int MAX_TRIES = 300;

  private final List<SimulatedNode> nodes;
  private final List<StoreKey> keys;
  private final Actors actors;
  private final CallLog log;
  private final Tally tally;
  private final Trace trace;

  SimulatedSweep(
      List<SimulatedNode> nodes,
      List<StoreKey> keys,
      Actors actors,
      CallLog log,
      Tally tally,
      Trace trace) {
    this.nodes = nodes;
    this.keys = keys;
    this.actors = actors;
    this.log = log;
    this.tally = tally;
    this.trace = trace;
  }

  /** Runs as an actor of a replica; returns whether every key was heard. */
  boolean run(SimulatedReplica replica) {
    List<NodeProcess> processes = nodes.stream().map(SimulatedNode::process).toList();
    for (StoreKey key : keys) {
      if (!repairUntilHeard(key, replica)) {
        return false;
      }
    }
    for (NodeProcess process : processes) {
      if (process != null) {
        process.fill();
      }
    }
    trace.add(() -> "swept by " + replica.number());
    return true;
  }

  private boolean repairUntilHeard(StoreKey key, SimulatedReplica replica) {
    for (int i = 0; i < MAX_TRIES; i++) {
      if (repair(key, replica) != Repaired.SILENT) {
        return true;
      }
      actors.pause();
    }
    return false;
  }

  /** Repairs one key. */
  Repaired repair(StoreKey key, SimulatedReplica replica) {
    Repaired repaired = replica.repair(key);
    trace.add(() -> "REPAIR %s by %d: %s".formatted(log.name(key), replica.number(), repaired));
    if (repaired == Repaired.LOST) {
      tally.add("repaired_lost");
      log.close(key);
    }
    return repaired;
  }
}
