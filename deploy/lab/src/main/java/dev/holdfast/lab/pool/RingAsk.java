package dev.holdfast.lab.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What is asked of a ring in one call. */
sealed interface RingAsk {
  /** Adds a node, or gives the one of this id another address or weight. */
  record Put(RingMember member) implements RingAsk {}

  /** Removes a node. */
  record Remove(String id) implements RingAsk {}

  /** Writes these nodes into the configuration of the replica, and lets it read that again. */
  record Reload(List<RingMember> members) implements RingAsk {
    public Reload {
      members = List.copyOf(members);
    }
  }

  /** Returns what becomes of the nodes of a ring. */
  default List<RingMember> appliedTo(List<RingMember> members) {
    return switch (this) {
      case Put(RingMember member) -> {
        List<RingMember> next = new ArrayList<>(without(members, member.id()));
        next.add(member);
        yield List.copyOf(next);
      }
      case Remove(String id) -> without(members, id);
      case Reload(List<RingMember> next) -> next;
    };
  }

  private static List<RingMember> without(List<RingMember> members, String id) {
    Predicate<RingMember> other = member -> !member.id().equals(id);
    return members.stream().filter(other).toList();
  }
}
