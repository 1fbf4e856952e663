package dev.holdfast.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last writes of a session, newest last, so that a repeated one is recognised.
 *
 * @param entries at most {@value #CAPACITY}, newest last
 */
public record OperationLog(List<Entry> entries) {
  /** How many writes a session remembers. */
  public static final int CAPACITY = 4;

  /** A log without entries. */
  public static final OperationLog EMPTY = new OperationLog(List.of());

  /**
   * One remembered write.
   *
   * @param operation its name
   * @param version the version it made
   */
  public record Entry(OperationId operation, SessionVersion version) {}

  /** Checks the length and copies. */
  public OperationLog {
    if (entries.size() > CAPACITY) {
      throw new IllegalArgumentException(
          entries.size() + " entries (expected: <= " + CAPACITY + ")");
    }
    entries = List.copyOf(entries);
  }

  /** Returns this log with one more entry, and without the oldest where there is no room. */
  public OperationLog plus(OperationId operation, SessionVersion version) {
    List<Entry> next = new ArrayList<>(CAPACITY);
    int from = Math.max(0, entries.size() - CAPACITY + 1);
    next.addAll(entries.subList(from, entries.size()));
    next.add(new Entry(operation, version));
    return new OperationLog(next);
  }

  /** Returns whether both remember some operation: then they belong to one session. */
  boolean shares(OperationLog other) {
    return entries.stream().anyMatch(entry -> other.versionOf(entry.operation()).isPresent());
  }

  /** Returns the version that the operation made, if it is remembered. */
  public Optional<SessionVersion> versionOf(OperationId operation) {
    for (Entry entry : entries) {
      if (entry.operation().equals(operation)) {
        return Optional.of(entry.version());
      }
    }
    return Optional.empty();
  }
}
