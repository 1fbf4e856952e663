package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.session.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a ring: what every node of it is told, and every replica follows. It is chosen once
 * most nodes of both lists hold it, so two replicas that begin different changes at once never both
 * succeed. Immutable.
 *
 * @param epoch the number of the step; each step has one more than the last
 * @param isMoving whether keys stand on the nodes of both lists, because the change goes on
 * @param before the nodes that are left
 * @param after the nodes that are entered
 */
record RingPlan(
    long epoch, boolean isMoving, List<PoolSettings.Node> before, List<PoolSettings.Node> after) {
  private static final String MOVING = "moving";
  private static final String STEADY = "steady";
  private static final int NODE_FIELDS = 5;

  RingPlan {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Makes the first step: these nodes, and no change. */
  static RingPlan first(long epoch, List<PoolSettings.Node> nodes) {
    return new RingPlan(epoch, false, nodes, nodes);
  }

  /** Returns the step that begins a change to other nodes. */
  RingPlan changingTo(List<PoolSettings.Node> nodes) {
    return new RingPlan(epoch + 1, true, after, nodes);
  }

  /** Returns the step that ends the change: only the nodes that were entered are left. */
  RingPlan finished() {
    return new RingPlan(epoch + 1, false, before, after);
  }

  /** Returns the step that takes the change back. */
  RingPlan takenBack() {
    return new RingPlan(epoch + 1, false, /* before= */ after, /* after= */ before);
  }

  /** Returns whether no change goes on, nor is anything left of one. */
  boolean isAtRest() {
    return before.equals(after);
  }

  /** Returns the nodes of both lists. */
  Set<PoolSettings.Node> all() {
    Set<PoolSettings.Node> all = new LinkedHashSet<>(before);
    all.addAll(after);
    return all;
  }

  /** Returns whether this is to be followed by one who follows the other now. */
  boolean isLaterThan(RingPlan other) {
    return epoch > other.epoch;
  }

  /** Returns the step that an item holds, or null if it holds none. */
  static @Nullable RingPlan decode(byte[] value) {
    String[] lines = new String(value, US_ASCII).split("\n", -1);
    String[] head = lines[0].split(" ", -1);
    boolean isKnown =
        head.length == 2
            && head[0].matches("\\d{1,18}")
            && (head[1].equals(MOVING) || head[1].equals(STEADY));
    if (!isKnown) {
      return null;
    }
    List<PoolSettings.Node> before = new ArrayList<>();
    List<PoolSettings.Node> after = new ArrayList<>();
    for (String line : List.of(lines).subList(1, lines.length)) {
      String[] fields = line.split(" ", -1);
      PoolSettings.Node node = node(fields);
      if (node == null) {
        return null;
      }
      (fields[0].equals("-") ? before : after).add(node);
    }
    return new RingPlan(Long.parseLong(head[0]), head[1].equals(MOVING), before, after);
  }

  private static PoolSettings.@Nullable Node node(String[] fields) {
    try {
      return fields.length == NODE_FIELDS
          ? new PoolSettings.Node(
              fields[1], fields[2], Integer.parseInt(fields[3]), Integer.parseInt(fields[4]))
          : null;
    } catch (NumberFormatException | InvalidInputException _) {
      return null;
    }
  }

  byte[] encode() {
    StringBuilder text = new StringBuilder().append(epoch).append(isMoving ? " moving" : " steady");
    before.forEach(node -> append(text, '-', node));
    after.forEach(node -> append(text, '+', node));
    return text.toString().getBytes(US_ASCII);
  }

  private static void append(StringBuilder text, char sign, PoolSettings.Node node) {
    text.append('\n').append(sign).append(' ').append(node.id()).append(' ').append(node.host());
    text.append(' ').append(node.port()).append(' ').append(node.weight());
  }
}
