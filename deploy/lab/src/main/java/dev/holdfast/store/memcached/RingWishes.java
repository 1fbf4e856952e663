package dev.holdfast.store.memcached;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes up the rings that an operator changes to. */
final class RingWishes {
  private static final RingChangeKind[] KINDS = RingChangeKind.values();
  private static final int MIN_SIZE = 3;
  private static final int MAX_WEIGHT = 2;

  private final Random random;
  private final SimulatedRing ring;

  /**
   * A ring to change to.
   *
   * @param kind what is wanted of it
   * @param nodes its nodes
   */
  record Wish(RingChangeKind kind, List<Seat> nodes) {}

  RingWishes(Random random, SimulatedRing ring) {
    this.random = random;
    this.ring = ring;
  }

  /** Returns another ring than that of the latest step, or null if the dice made none. */
  @Nullable Wish next() {
    List<Seat> now = ring.plan().after();
    List<SimulatedNode> dead =
        ring.members().stream().filter(node -> node.process() == null).toList();
    RingChangeKind kind =
        dead.isEmpty() ? KINDS[random.nextInt(KINDS.length)] : RingChangeKind.REPLACE_DEAD;
    List<Seat> wanted = new ArrayList<>(now);
    switch (kind) {
      case ADD -> enter(wanted, 1);
      case REMOVE -> leave(wanted, anyOf(now).node().id());
      case REPLACE -> {
        leave(wanted, anyOf(now).node().id());
        enter(wanted, 1);
      }
      case REPLACE_DEAD -> {
        dead.forEach(node -> leave(wanted, node.id()));
        enter(wanted, dead.size());
      }
      case REPLACE_ALL -> {
        wanted.clear();
        enter(wanted, now.size());
      }
      case REWEIGH -> wanted.replaceAll(this::reweigh);
    }
    return wanted.size() < MIN_SIZE || isSame(wanted, now) ? null : new Wish(kind, wanted);
  }

  private static boolean isSame(List<Seat> some, List<Seat> others) {
    return some.size() == others.size() && some.containsAll(others);
  }

  private Seat anyOf(List<Seat> nodes) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private Seat reweigh(Seat seat) {
    return seat.withWeight(1 + random.nextInt(MAX_WEIGHT));
  }

  private static void leave(List<Seat> wanted, String id) {
    wanted.removeIf(seat -> seat.node().id().equals(id));
  }

  /** Adds nodes that hold no keys, as far as there are so many. */
  private void enter(List<Seat> wanted, int count) {
    List<SimulatedNode> spares = new ArrayList<>(ring.spares());
    Collections.shuffle(spares, random);
    spares.stream().limit(count).forEach(node -> wanted.add(SimulatedRing.entry(node, 1)));
  }
}
