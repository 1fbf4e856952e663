package dev.holdfast.store;

import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Compares a cache with the records that are committed, and mends what differs, while replicas
 * write to both. The higher counter wins; of two versions with the same counter the one in the
 * cache does, because every acknowledged write stood there. Every write is guarded by what was
 * read, so nothing that somebody writes meanwhile is undone, and running it again is safe.
 *
 * <p>There are two passes, each finding what the other does not: {@link #fromCache} what the cache
 * has and the table lacks, or has an older version of, as after writes without the database; {@link
 * #fromTable} the reverse, as after a restart of the cache. A session that has ended by itself is
 * left alone.
 *
 * <p>Keys are looked at in batches, {@value #CONCURRENCY} at a time. A call that gets no answer is
 * tried again for some seconds, then the pass ends with {@link
 * dev.holdfast.session.StoreUnavailableException} or {@link
 * dev.holdfast.session.OutcomeUnknownException}; what was told to the listener until then is done.
 */
public final class Reconciliation {
  /** How many keys are looked at at a time. */
  static final int CONCURRENCY = 16;

  private static final int BATCH = 64;

  private final RecordTable table;
  private final TableRepair tableRepair;
  private final CacheRepair cacheRepair;

  /** What is mended. */
  public enum Mends {
    /** Nothing: differences are counted. */
    NOTHING,
    /** The cache; nothing is committed. */
    CACHE,
    /** The cache and the table. */
    BOTH
  }

  /** Hears how far a pass has come, on the thread of the pass, which waits meanwhile. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Hears of each batch that is done.
     *
     * @param place where a later pass goes on
     * @param batch what was found in it
     * @return whether to go on
     */
    boolean hears(String place, Tally batch);
  }

  /**
   * @param cache the cache alone, not what stands in front of the records
   * @param records the committed records
   * @param table all of them
   * @param mends what is mended
   * @param clock tells which sessions have ended by themselves
   */
  public Reconciliation(
      SessionStore cache,
      DurableRecords records,
      RecordTable table,
      Mends mends,
      InstantSource clock) {
    this.table = table;
    tableRepair = new TableRepair(cache, records, table, mends, clock);
    cacheRepair = new CacheRepair(cache, records, table, mends, clock);
  }

  /**
   * Goes through the keys of the cache, and commits what the table lacks.
   *
   * @param keys the keys of the cache
   * @param place where to begin: empty, or what a listener was told
   * @return whether it came to the end; false if the listener wanted it to stop before
   */
  public boolean fromCache(SessionKeys keys, String place, Listener listener) {
    try (Batches batches = new Batches(CONCURRENCY)) {
      String reached = place;
      boolean goesOn = true;
      while (goesOn) {
        String from = reached;
        List<StoreKey> batch = batches.answered(() -> keys.after(from, BATCH));
        reached = batch.isEmpty() ? from : batch.getLast().value();
        goesOn = listener.hears(reached, Tally.of(tableRepair.run(batch, batches)));
        if (batch.size() < BATCH) {
          return true;
        }
      }
      return false;
    }
  }

  /** Returns a pass through all keys of the cache, which fails if it cannot prove what it has. */
  public PoolToTable fromAll(Supplier<SessionKeys> keys) {
    return () -> {
      AtomicLong unproved = new AtomicLong();
      fromCache(
          keys.get(),
          "",
          (_, batch) -> {
            unproved.addAndGet(batch.unproved());
            return true;
          });
      if (unproved.get() > 0) {
        throw new StoreUnavailableException("the cache cannot prove all that it holds");
      }
    };
  }

  /**
   * Goes through the rows of the table, and brings to the cache what it lacks.
   *
   * @param place where to begin: empty, or what a listener was told
   * @return whether it came to the end; false if the listener wanted it to stop before
   */
  public boolean fromTable(String place, Listener listener) {
    try (Batches batches = new Batches(CONCURRENCY)) {
      String reached = place;
      boolean goesOn = true;
      while (goesOn) {
        String from = reached;
        RecordTable.Page page = batches.answered(() -> table.after(from, BATCH));
        reached = page.place();
        goesOn = listener.hears(reached, tally(page, batches));
        if (page.isLast()) {
          return true;
        }
      }
      return false;
    }
  }

  private Tally tally(RecordTable.Page page, Batches batches) {
    List<Finding> findings = cacheRepair.run(page.rows(), batches);
    return Tally.of(findings).plus(Tally.damaged(page.nameless()));
  }
}
