package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Breaks nodes and mends them. Until all keys have been swept nothing breaks again. */
final class Faults {
  private static final FaultKind[] KINDS = FaultKind.values();

  private final Random random;
  private final Network network;
  private final SimulatedRing ring;
  private final int replicas;
  private final List<StoreKey> keys;
  private final CallLog log;
  private final Trace trace;
  private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
  private final List<Fault> present = new ArrayList<>();
  private boolean swept = true;

  private record Fault(FaultKind kind, SimulatedNode node) {}

  Faults(
      Random random,
      Network network,
      SimulatedRing ring,
      int replicas,
      List<StoreKey> keys,
      CallLog log,
      Trace trace) {
    this.random = random;
    this.network = network;
    this.ring = ring;
    this.replicas = replicas;
    this.keys = keys;
    this.log = log;
    this.trace = trace;
  }

  Map<FaultKind, Integer> counts() {
    return counts;
  }

  boolean isPresent() {
    return !present.isEmpty();
  }

  /** Returns whether all keys are to be swept now. */
  boolean needsSweep() {
    return present.isEmpty() && !swept;
  }

  void swept() {
    swept = true;
  }

  /**
   * Breaks a node if all are well, and mends those that are not.
   *
   * @param doubled whether two break at once
   * @param repaired whether no key waits for a repair
   */
  void toggle(boolean doubled, boolean repaired) {
    if (isPresent()) {
      heal();
    } else if (swept && repaired) {
      List<SimulatedNode> nodes =
          ring.members().stream().filter(node -> node.process() != null).toList();
      int first = random.nextInt(nodes.size());
      inject(nodes.get(first));
      if (doubled) {
        inject(nodes.get((first + 1 + random.nextInt(nodes.size() - 1)) % nodes.size()));
      }
    }
  }

  private void inject(SimulatedNode node) {
    FaultKind kind = KINDS[random.nextInt(KINDS.length)];
    if (kind.needsQuiet() && keys.stream().anyMatch(log::isUnderWay)) {
      return;
    }
    trace.add(() -> "FAULT " + kind.label() + " " + node.id());
    counts.merge(kind, 1, Integer::sum);
    present.add(new Fault(kind, node));
    swept = false;
    switch (kind) {
      case HUNG -> node.hang();
      case CRASHED, OLD_DATA -> restart(node, kind);
      case CUT_OFF -> {
        for (int replica = 0; replica < replicas; replica++) {
          node.cutFrom(replica);
        }
      }
      case CUT_FROM_ONE -> node.cutFrom(random.nextInt(replicas));
      case EVICTED -> evict(node);
      case SLOW -> node.slowDown();
      case FULL -> setFull(node);
    }
  }

  private void restart(SimulatedNode node, FaultKind kind) {
    NodeProcess process = node.process();
    node.die();
    if (process != null) {
      network.processDied(process);
    }
    if (random.nextBoolean()) {
      start(node, kind);
    }
  }

  private void start(SimulatedNode node, FaultKind kind) {
    trace.add(() -> node.id() + " starts");
    if (kind == FaultKind.OLD_DATA) {
      node.startWithOldItems(random);
    } else {
      node.start();
    }
  }

  private void evict(SimulatedNode node) {
    NodeProcess process = node.process();
    StoreKey key = keys.get(random.nextInt(keys.size()));
    if (process != null) {
      process.evict("s:" + key.value());
    }
  }

  private static void setFull(SimulatedNode node) {
    NodeProcess process = node.process();
    if (process != null) {
      process.setFull(true);
    }
  }

  /** Mends nothing of a node that is not to come back. */
  void forget(SimulatedNode node) {
    present.removeIf(fault -> fault.node().equals(node));
  }

  /** Mends what is broken. */
  void heal() {
    for (Fault fault : present) {
      trace.add(() -> "HEAL " + fault.node().id());
      fault.node().recover();
      if (fault.node().process() == null) {
        start(fault.node(), fault.kind());
      }
    }
    present.clear();
  }
}
