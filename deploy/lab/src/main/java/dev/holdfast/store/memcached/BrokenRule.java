package dev.holdfast.store.memcached;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A rule of the pool that a simulation breaks on purpose, to show that it is needed and watched.
 */
enum BrokenRule {
  /** Every rule holds. */
  NONE,
  /** A read answers what stands on one node only. */
  WRITE_BACK,
  /** A node counts as soon as it answers, filled or not. */
  TRUST,
  /**
   * A write goes on to the next node after one has refused it. This takes certainty away, not
   * safety: 40,000 schedules go by without a violation, so it is not among those of {@code all}.
   */
  STOP_AT_CONFLICT,
  /** Nodes carry out stores and deletes whatever their guards say. */
  GUARD,
  /** An end deletes the record instead of writing a tombstone. */
  TOMBSTONE,
  /** While keys move, the nodes that are entered decide alone. */
  RING_QUORUMS,
  /** A change of the ring ends without a sweep that carries the keys over. */
  RING_SWEEP,
  /**
   * A replica goes on with a step of the ring for as long as it likes, and nobody waits for it. Not
   * shown to be caught, so not among those that are tried together.
   */
  RING_LEASE;

  private static final String OPTIONS =
      Arrays.stream(values())
          .skip(1)
          .map(BrokenRule::option)
          .collect(Collectors.joining(", ", "all, ", ""));

  /** Returns the name on the command line, such as {@code write-back}. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the rules that safety rests on: breaking any is caught within a normal run. */
  static List<BrokenRule> all() {
    return List.of(WRITE_BACK, TRUST, GUARD, TOMBSTONE, RING_QUORUMS, RING_SWEEP);
  }

  static BrokenRule named(String option) {
    return Arrays.stream(values())
        .filter(rule -> rule != NONE && rule.option().equals(option))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--break " + option + ": expected " + OPTIONS));
  }

  ReplicationRules rules() {
    return new ReplicationRules(this != WRITE_BACK, this != STOP_AT_CONFLICT, true);
  }
}
