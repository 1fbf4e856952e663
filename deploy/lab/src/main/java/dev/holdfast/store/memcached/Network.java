package dev.holdfast.store.memcached;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** All links between replicas and nodes, and what can happen on them next. */
final class Network {
  private static final int OFTEN = 8;
  private static final int RARELY = 60;

  private final Random random;
  private final Actors actors;
  private final Trace trace;
  private final boolean trustsAll;
  private final boolean leases;
  private final List<SimulatedNode> nodes;
  private final SimulatedRing ring;
  private final List<SimulatedLink> links = new ArrayList<>();
  private final int lateness;
  private int opened;
  private boolean calm;

  Network(
      Random random,
      Actors actors,
      Trace trace,
      BrokenRule broken,
      List<SimulatedNode> nodes,
      SimulatedRing ring) {
    this.random = random;
    this.actors = actors;
    this.trace = trace;
    this.trustsAll = broken == BrokenRule.TRUST;
    this.leases = broken != BrokenRule.RING_LEASE;
    this.nodes = nodes;
    this.ring = ring;
    this.lateness = random.nextInt(4) == 0 ? OFTEN : RARELY;
  }

  /** From now on no command is late without a reason. */
  void calmDown() {
    calm = true;
  }

  /** Opens a link for a replica to a node whose process answers. */
  void open(SimulatedReplica replica, int node) {
    SimulatedNode target = nodes.get(node);
    NodeProcess process = target.process();
    if (process != null && target.answers(process, replica.number())) {
      String name = "r%d-n%d.%d".formatted(replica.number(), node, opened++);
      var link =
          new SimulatedLink(name, replica.number(), target, process, actors, trace, trustsAll);
      if (!replica.isAt(ring.plan()) && leases) {
        link.lapse(); // what the node holds is later than what this replica follows
      }
      trace.add(() -> name + " opens" + (link.isTrusted() ? "" : ", untrusted"));
      replica.nodes().get(node).connect(link);
      links.add(link);
    }
  }

  List<SimulatedLink> openLinks() {
    return links.stream().filter(link -> !link.isClosed()).toList();
  }

  /** Closes all links to a process that has died. */
  void processDied(NodeProcess process) {
    for (SimulatedLink link : openLinks()) {
      if (link.process() == process) {
        link.close("process died", random);
      }
    }
  }

  /** Adds what can happen next. */
  void addMoves(List<Runnable> moves) {
    links.removeIf(link -> link.isClosed() && (link.isIdle() || isDead(link)));
    for (int i = 0; i < links.size(); i++) {
      addMoves(links.get(i), moves);
    }
  }

  private static boolean isDead(SimulatedLink link) {
    return link.node().process() != link.process();
  }

  private void addMoves(SimulatedLink link, List<Runnable> moves) {
    if (link.canRun() && !isHeldUp(link)) {
      moves.add(link::run);
    }
    if (link.canAnswer() && !isHeldUp(link)) {
      moves.add(() -> link.deliver(random));
    }
    if (link.canLearnTrust()) {
      moves.add(link::learnTrust);
    }
    if (!link.isClosed()) {
      addFailures(link, moves);
    }
  }

  private boolean isHeldUp(SimulatedLink link) {
    return link.node().isSlow() && random.nextInt(4) > 0;
  }

  private void addFailures(SimulatedLink link, List<Runnable> moves) {
    boolean silent = !link.node().answers(link.process(), link.replica());
    SimulatedCommand oldest = link.oldest();
    if (oldest != null && isLate(link, oldest, silent)) {
      moves.add(() -> link.giveUp(oldest, random));
    }
    if (silent && random.nextInt(10) == 0) {
      moves.add(() -> link.close("silent", random));
    }
  }

  private boolean isLate(SimulatedLink link, SimulatedCommand oldest, boolean silent) {
    if (silent) {
      return random.nextInt(3) == 0;
    }
    if (calm) {
      return false;
    }
    boolean slow = link.node().isSlow();
    return random.nextInt(slow ? 5 : lateness) == 0 && (slow || !oldest.request().changes());
  }

  /** Adds the links that can be opened again. */
  void addReconnects(List<SimulatedReplica> replicas, List<Runnable> moves) {
    for (SimulatedReplica replica : replicas) {
      for (int i = 0; i < nodes.size(); i++) {
        if (replica.nodes().get(i).link() == null && isReachable(i, replica)) {
          int node = i;
          moves.add(() -> open(replica, node));
        }
      }
    }
  }

  private boolean isReachable(int node, SimulatedReplica replica) {
    NodeProcess process = nodes.get(node).process();
    return process != null && nodes.get(node).answers(process, replica.number());
  }

  /** Cuts a link whose node lives on; null where there is none. */
  @Nullable SimulatedLink anyLink() {
    List<SimulatedLink> open = openLinks();
    return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
  }

  /** Lets a replica die: it hears nothing any more, and some of what it sent still arrives. */
  void abandon(SimulatedReplica replica) {
    for (SimulatedPoolNode node : replica.nodes()) {
      SimulatedLink link = node.link();
      if (link != null) {
        link.abandon(random);
      }
    }
  }
}
