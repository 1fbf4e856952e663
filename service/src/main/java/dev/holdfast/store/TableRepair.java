package dev.holdfast.store;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commits what a cache has and the table lacks.
 *
 * @param cache the cache
 * @param records where it is committed
 * @param table tells what is there
 * @param mends whether it is
 * @param clock tells which sessions are over
 */
record TableRepair(
    SessionStore cache,
    DurableRecords records,
    RecordTable table,
    Reconciliation.Mends mends,
    InstantSource clock) {
  private static final int MAX_ROUNDS = 8;

  /**
   * Looks at some keys. The cache is read first: a replica commits before it writes there, so what
   * the table lacks then is on nobody's way.
   */
  List<Finding> run(List<StoreKey> keys, Batches batches) {
    List<Lookup> cached = batches.all(keys, cache::find);
    Map<StoreKey, SessionVersion> versions = batches.answered(() -> table.versions(keys));
    List<Seen> seen = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      StoreKey key = keys.get(i);
      seen.add(new Seen(key, cached.get(i), versions.get(key)));
    }
    return batches.all(seen, this::judge);
  }

  private record Seen(StoreKey key, Lookup cached, @Nullable SessionVersion committed) {}

  private Finding judge(Seen seen) {
    Session record = seen.cached().record();
    if (record == null) {
      return unknown(seen);
    }
    if (!clock.instant().isBefore(record.endTime())) {
      return Finding.EXPIRED;
    }
    if (!isBehind(seen.committed(), record)) {
      return Finding.SAME;
    }
    return mends == Reconciliation.Mends.BOTH && !RowRaise.isMakeshift(record)
        ? commit(seen.key(), seen.committed(), record)
        : Finding.left(Finding.Kind.TABLE_BEHIND);
  }

  /** What is left of a key that has a row is for the other pass to tell. */
  private static Finding unknown(Seen seen) {
    return seen.cached() instanceof Lookup.Absent
        ? Finding.SAME
        : new Finding(Finding.Kind.UNPROVED, seen.committed() == null);
  }

  private static boolean isBehind(@Nullable SessionVersion committed, Session record) {
    return committed == null
        || (committed.counter() <= record.version().counter()
            && !committed.equals(record.version()));
  }

  private Finding commit(StoreKey key, @Nullable SessionVersion seen, Session record) {
    SessionVersion base = seen;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (records.write(key, base, record) instanceof WriteOutcome.Applied) {
        return Finding.mended(Finding.Kind.TABLE_BEHIND);
      }
      base = table.versions(List.of(key)).get(key);
      if (!isBehind(base, record)) {
        return Finding.SAME; // somebody wrote meanwhile
      }
    }
    return Finding.left(Finding.Kind.TABLE_BEHIND); // its row has no version that can be replaced
  }
}
