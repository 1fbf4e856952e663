package dev.holdfast.store;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * What a {@link Reconciliation} has found, in keys.
 *
 * @param checked keys that were compared, each once in each pass
 * @param expired those whose session has ended by itself
 * @param tableBehind those of which the cache had the later version, or the only one
 * @param cacheBehind those of which the table had the later version, or the only one
 * @param damaged those whose row cannot be read, or contradicts itself
 * @param unproved those of which the cache could not prove what it has
 * @param left those that still differ
 */
public record Tally(
    long checked,
    long expired,
    long tableBehind,
    long cacheBehind,
    long damaged,
    long unproved,
    long left) {
  /** Nothing yet. */
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

  static Tally of(Collection<Finding> findings) {
    return new Tally(
        findings.size(),
        count(findings, Finding.Kind.EXPIRED),
        count(findings, Finding.Kind.TABLE_BEHIND),
        count(findings, Finding.Kind.CACHE_BEHIND),
        count(findings, Finding.Kind.DAMAGED),
        count(findings, Finding.Kind.UNPROVED),
        count(findings, Finding::left));
  }

  /** Returns the tally of rows that nothing can be done about. */
  static Tally damaged(int rows) {
    return new Tally(rows, 0, 0, 0, rows, 0, rows);
  }

  private static long count(Collection<Finding> findings, Finding.Kind kind) {
    return count(findings, finding -> finding.kind() == kind);
  }

  private static long count(Collection<Finding> findings, Predicate<Finding> counted) {
    return findings.stream().filter(counted).count();
  }

  /** Returns the sum of both. */
  public Tally plus(Tally other) {
    return new Tally(
        checked + other.checked,
        expired + other.expired,
        tableBehind + other.tableBehind,
        cacheBehind + other.cacheBehind,
        damaged + other.damaged,
        unproved + other.unproved,
        left + other.left);
  }
}
