package dev.holdfast.store;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Commits what a cache holds, guarded by what is committed. The higher counter wins. Of two with
 * the same counter the one in the cache does: every write that was acknowledged stood there, so the
 * other one was not.
 *
 * @param records where it is committed
 */
record RowRaise(DurableRecords records) {
  private static final int MAX_ROUNDS = 8;

  /** Returns whether a base in the cache is ahead of what is committed. */
  static boolean isBehind(Lookup committed, SessionVersion base) {
    Session row = committed.record();
    return row == null
        ? committed instanceof Lookup.Absent
        : row.version().counter() <= base.counter();
  }

  /**
   * Returns whether a record is a tombstone that nobody asked for: it stands for a payload that no
   * node has, but the table may.
   */
  static boolean isMakeshift(Session record) {
    return record.status() instanceof Session.Ended
        && record.log().entries().stream()
            .noneMatch(entry -> entry.version().equals(record.version()));
  }

  /** Returns the version that has to be replaced. */
  static @Nullable SessionVersion versionOf(Lookup committed) {
    Session row = committed.record();
    return row == null ? null : row.version();
  }

  /**
   * Commits a record unless what is committed is later.
   *
   * @return what is committed then: this record, or a later one
   * @throws StoreUnavailableException if it is not committed
   * @throws dev.holdfast.session.OutcomeUnknownException if nobody can tell
   */
  Lookup to(StoreKey key, Session held) {
    SessionVersion base = null;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      switch (records.write(key, base, held)) {
        case WriteOutcome.Applied _ -> {
          return Lookup.of(held);
        }
        case WriteOutcome.Conflict(Lookup committed) -> {
          if (!isBehind(committed, held.version())) {
            return committed;
          }
          base = versionOf(committed);
        }
      }
    }
    throw new StoreUnavailableException("too many writers at once");
  }
}
