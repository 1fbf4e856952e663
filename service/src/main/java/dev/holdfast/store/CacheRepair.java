package dev.holdfast.store;

import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.Reconciliation.Mends;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings to a cache what the table has and the cache lacks.
 *
 * @param cache the cache
 * @param records what is committed
 * @param table all of it
 * @param mends what is mended
 * @param clock tells which sessions are over
 */
record CacheRepair(
    SessionStore cache,
    DurableRecords records,
    RecordTable table,
    Mends mends,
    InstantSource clock) {
  private static final int LOOKS = 4;
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Looks at some rows. */
  List<Finding> run(List<RecordTable.Entry> rows, Batches batches) {
    List<Finding> findings = new ArrayList<>(batches.all(rows, this::judge));
    for (int look = 1; look < LOOKS && hasDoubt(findings); look++) {
      Batches.pause(PAUSE);
      lookAgain(rows, findings, batches);
    }
    refresh(rows, findings, batches);
    return findings;
  }

  private boolean hasDoubt(List<Finding> findings) {
    return findings.stream().anyMatch(this::isDoubtful);
  }

  /** A write that was committed may be on its way to the cache, from one node to the next. */
  private boolean isDoubtful(Finding finding) {
    return finding.kind() == Finding.Kind.UNPROVED
        || (finding.kind() == Finding.Kind.CACHE_BEHIND && mends == Mends.NOTHING);
  }

  private void lookAgain(List<RecordTable.Entry> rows, List<Finding> findings, Batches batches) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (isDoubtful(findings.get(i))) {
        places.add(i);
      }
    }
    List<Finding> again = batches.all(places, place -> judge(rows.get(place)));
    for (int i = 0; i < places.size(); i++) {
      findings.set(places.get(i), again.get(i));
    }
  }

  private Finding judge(RecordTable.Entry row) {
    Session committed = row.session();
    if (committed == null) {
      return overDamage(row);
    }
    if (!clock.instant().isBefore(committed.endTime())) {
      return Finding.EXPIRED;
    }
    return switch (cache.find(row.key())) {
      case Lookup.Found(Session held) -> over(held, row.key(), committed);
      case Lookup.Ended(Session held) -> over(held, row.key(), committed);
      case Lookup.Absent _ -> install(row.key(), committed);
      case Lookup.Lost(SessionVersion lost) when lost.counter() <= row.version().counter() ->
          install(row.key(), committed);
      case Lookup.Lost _, Lookup.Unverified _ -> Finding.UNPROVED;
    };
  }

  private Finding over(Session held, StoreKey key, Session committed) {
    return CacheInstall.isAtLeast(held.version(), committed.version())
        ? Finding.SAME
        : install(key, committed);
  }

  private Finding install(StoreKey key, Session committed) {
    if (mends == Mends.NOTHING) {
      return Finding.left(Finding.Kind.CACHE_BEHIND);
    }
    try {
      new CacheInstall(cache).over(key, committed, LockUse.NONE);
      return Finding.mended(Finding.Kind.CACHE_BEHIND);
    } catch (PayloadTooLargeException _) {
      return Finding.left(Finding.Kind.CACHE_BEHIND);
    }
  }

  /** The same version in the cache is the same record, and a later one is as good. */
  private Finding overDamage(RecordTable.Entry row) {
    Session held = mends == Mends.BOTH ? cache.find(row.key()).record() : null;
    if (held == null || !CacheInstall.isAtLeast(held.version(), row.version())) {
      return Finding.left(Finding.Kind.DAMAGED);
    }
    var _ = records.write(row.key(), row.version(), held); // refused: somebody has replaced it
    return Finding.mended(Finding.Kind.DAMAGED);
  }

  /**
   * A cache that forgets at the wrong moment would keep what was read before a write, so what was
   * brought is held against the table once more.
   */
  private void refresh(List<RecordTable.Entry> rows, List<Finding> findings, Batches batches) {
    List<RecordTable.Entry> brought = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (findings.get(i).equals(Finding.mended(Finding.Kind.CACHE_BEHIND))) {
        brought.add(rows.get(i));
      }
    }
    for (int look = 1; look < LOOKS && !brought.isEmpty(); look++) {
      brought = changed(brought, batches);
      brought = batches.all(brought, this::bring);
    }
  }

  private List<RecordTable.Entry> changed(List<RecordTable.Entry> rows, Batches batches) {
    List<StoreKey> keys = rows.stream().map(RecordTable.Entry::key).toList();
    Map<StoreKey, SessionVersion> now = batches.answered(() -> table.versions(keys));
    return rows.stream()
        .filter(row -> !row.version().equals(now.getOrDefault(row.key(), row.version())))
        .toList();
  }

  private RecordTable.Entry bring(RecordTable.Entry row) {
    Session committed = records.find(row.key()).record();
    if (committed == null) {
      return row;
    }
    install(row.key(), committed);
    return new RecordTable.Entry(row.key(), committed.version(), committed);
  }
}
