package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.session.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
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
record RingPlan(long epoch, boolean isMoving, List<Seat> before, List<Seat> after) {
  private static final String MOVING = "moving";
  private static final String STEADY = "steady";
  private static final String NAMED = "named";
  private static final String CONFIGURED = "configured";
  private static final int SEAT_FIELDS = 6;

  RingPlan {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Makes the first step: these nodes, and no change. */
  static RingPlan first(long epoch, List<Seat> nodes) {
    return new RingPlan(epoch, false, nodes, nodes);
  }

  /** Returns the step that begins a change to other nodes. */
  RingPlan changingTo(List<Seat> nodes) {
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
    List<Seat> before = new ArrayList<>();
    List<Seat> after = new ArrayList<>();
    for (String line : List.of(lines).subList(1, lines.length)) {
      String[] fields = line.split(" ", -1);
      Seat seat = seat(fields);
      if (seat == null) {
        return null;
      }
      (fields[0].equals("-") ? before : after).add(seat);
    }
    return new RingPlan(Long.parseLong(head[0]), head[1].equals(MOVING), before, after);
  }

  private static @Nullable Seat seat(String[] fields) {
    if (fields.length != SEAT_FIELDS) {
      return null;
    }
    try {
      int port = Integer.parseInt(fields[3]);
      int weight = Integer.parseInt(fields[4]);
      var node = new PoolSettings.Node(fields[1], fields[2], port, weight);
      return new Seat(node, fields[5].equals(NAMED));
    } catch (NumberFormatException | InvalidInputException _) {
      return null;
    }
  }

  byte[] encode() {
    StringBuilder text = new StringBuilder().append(epoch).append(isMoving ? " moving" : " steady");
    before.forEach(seat -> append(text, '-', seat));
    after.forEach(seat -> append(text, '+', seat));
    return text.toString().getBytes(US_ASCII);
  }

  private static void append(StringBuilder text, char sign, Seat seat) {
    PoolSettings.Node node = seat.node();
    text.append('\n').append(sign).append(' ').append(node.id()).append(' ').append(node.host());
    text.append(' ').append(node.port()).append(' ').append(node.weight());
    text.append(' ').append(seat.isNamed() ? NAMED : CONFIGURED);
  }
}
