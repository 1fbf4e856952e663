package dev.holdfast.store.memcached;

import dev.holdfast.session.SessionVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one group of candidates says. A vote is a record on a node whose answers count. Two votes
 * decide, because whatever was acknowledged stands on two of three nodes; so do all answers
 * together. The highest counter wins, whoever wrote it: completing it is safe, and falling back to
 * an older one is not.
 */
final class Votes {
  private final List<Copy> present = new ArrayList<>();
  private int size;
  private int silent;
  private int absent;
  private int absentTrusted;
  private boolean allSpeak = true;

  /** What a group has decided. */
  sealed interface Choice {
    /** Nothing. */
    record Open() implements Choice {}

    /** That there is no record. */
    record None() implements Choice {}

    /**
     * That this is the record.
     *
     * @param version its version
     * @param stands whether two of the group have it
     * @param isFinal whether all of the group were heard
     */
    record Some(SessionVersion version, boolean stands, boolean isFinal) implements Choice {}
  }

  /** Notes the answer of one of the group, or null where there is none. */
  void add(@Nullable Copy copy, boolean pending) {
    size++;
    silent += pending ? 1 : 0;
    if (copy == null) {
      allSpeak = false;
    } else {
      add(copy);
    }
  }

  private void add(Copy copy) {
    boolean counts = copy.connection().isTrusted();
    allSpeak &= counts && !copy.isUnreadable();
    if (copy.isAbsent()) {
      absent++;
      absentTrusted += counts ? 1 : 0;
    } else if (counts && copy.session() != null) {
      present.add(copy);
    }
  }

  /**
   * Returns what they have decided.
   *
   * @param inOrder whether every writer went along this group in order
   */
  Choice choice(boolean inOrder) {
    if (present.isEmpty()) {
      boolean none = absent == size || (silent == 0 && absentTrusted > 1);
      return none ? new Choice.None() : new Choice.Open();
    }
    if (present.size() < 2 && !allSpeak) {
      return new Choice.Open();
    }
    SessionVersion winner = winner(inOrder);
    return winner == null
        ? new Choice.Open()
        : new Choice.Some(winner, holders(winner) > 1, allSpeak);
  }

  private @Nullable SessionVersion winner(boolean inOrder) {
    long top = present.stream().mapToLong(Copy::counter).max().orElseThrow();
    List<Copy> leaders = present.stream().filter(vote -> vote.counter() == top).toList();
    for (Copy leader : leaders) {
      long same = leaders.stream().filter(leader::hasVersionOf).count();
      if (same == leaders.size() || same > 1) {
        return leader.version();
      }
    }
    // Every candidate has answered, and none of these has a second copy now. Writes go along the
    // candidates and stop at a conflict: only the last may have stood on another one before it.
    return allSpeak && inOrder
        ? leaders.stream()
            .filter(Copy::whole)
            .reduce((_, last) -> last)
            .map(Copy::version)
            .orElse(null)
        : null;
  }

  private long holders(SessionVersion version) {
    return present.stream().filter(vote -> vote.has(version)).count();
  }

  /**
   * Returns what two groups have decided together, while the ring changes. What is only in one of
   * them has not been carried over yet. Of two versions with the same counter, the one that stands
   * in its ring wins, once all of the other ring were heard and none stands there: a replica that
   * is a step apart knows one ring only, and may have acknowledged what stands in it.
   */
  static Choice together(Choice before, Choice after) {
    if (before instanceof Choice.Open || after instanceof Choice.Open) {
      return new Choice.Open();
    }
    if (!(before instanceof Choice.Some(var left, var stoodLeft, var allLeft))) {
      return after;
    }
    if (!(after instanceof Choice.Some(var entered, var standsEntered, var allEntered))) {
      return before;
    }
    if (left.equals(entered) || left.counter() > entered.counter()) {
      return before;
    }
    if (entered.counter() > left.counter() || (standsEntered && !stoodLeft && allLeft)) {
      return after;
    }
    return stoodLeft && !standsEntered && allEntered ? before : new Choice.Open();
  }
}
