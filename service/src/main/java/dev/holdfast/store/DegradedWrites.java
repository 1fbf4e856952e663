package dev.holdfast.store;

import dev.holdfast.session.Durability;
import dev.holdfast.session.LockState;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Writes to the cache alone while the durable records are away, and commits it when they are back.
 * What the cache has no record of is absent only while it is known to be whole.
 *
 * <p>When something fails:
 *
 * <table>
 *   <caption>Failures</caption>
 *   <tr><th>what happens<th>what callers see
 *   <tr><td>records away<td>writes applied, with {@link Durability#CACHE}
 *   <tr><td>records away, and the cache has lost some<td>keys it does not know are unavailable
 *   <tr><td>this replica dies<td>nothing: another one finds its keys in the cache
 *   <tr><td>backlog is full<td>nothing: its pass over the cache finds the rest
 *   <tr><td>the whole cache dies before the records are back<td>these writes are lost
 * </table>
 */
public final class DegradedWrites implements Outage, AutoCloseable {
  private final SessionStore cache;
  private final CacheNotes notes;
  private final Backlog backlog;
  private final OutageWatch watch;

  private DegradedWrites(SessionStore cache, CacheNotes notes, Backlog backlog, OutageWatch watch) {
    this.cache = cache;
    this.notes = notes;
    this.backlog = backlog;
    this.watch = watch;
  }

  /**
   * Begins, and looks after the backlog until it is closed.
   *
   * @param cache where writes go
   * @param notes what it says of itself
   * @param records what is away sometimes
   * @param pass finds what replicas that died had in their backlogs
   * @param meters where the backlog is published
   */
  public static DegradedWrites start(
      SessionStore cache,
      CacheNotes notes,
      DurableRecords records,
      PoolToTable pass,
      MeterRegistry meters) {
    return start(cache, notes, records, pass, meters, Backlog.CAPACITY);
  }

  static DegradedWrites start(
      SessionStore cache,
      CacheNotes notes,
      DurableRecords records,
      PoolToTable pass,
      MeterRegistry meters,
      int capacity) {
    Backlog backlog = new Backlog(capacity);
    backlog.publish(meters);
    CatchUp catchUp = new CatchUp(cache, records, backlog);
    OutageWatch watch = new OutageWatch(notes, records, catchUp, pass);
    watch.start();
    return new DegradedWrites(cache, notes, backlog, watch);
  }

  @Override
  public WriteOutcome write(StoreKey key, SessionWrite write, StoreUnavailableException cause) {
    watch.noteDebt();
    return switch (written(key, write)) {
      case WriteOutcome.Applied(Durability _, LockState lock) -> {
        backlog.add(key);
        yield new WriteOutcome.Applied(Durability.CACHE, lock);
      }
      case WriteOutcome.Conflict(Lookup current) -> {
        if (current instanceof Lookup.Absent) {
          absent(cause);
        }
        yield new WriteOutcome.Conflict(current);
      }
    };
  }

  private WriteOutcome written(StoreKey key, SessionWrite write) {
    try {
      return cache.write(key, write);
    } catch (OutcomeUnknownException e) {
      backlog.add(key); // it may stand
      throw e;
    }
  }

  @Override
  public Lookup absent(StoreUnavailableException cause) {
    if (notes.isWhole()) {
      return new Lookup.Absent();
    }
    throw cause;
  }

  /** Returns how many sessions wait to be committed by this replica. */
  public int backlog() {
    return backlog.size();
  }

  /** Returns whether the backlog had no room for some. */
  public boolean isFull() {
    return backlog.isFull();
  }

  /** Stops; what is left of the backlog is found in the cache by another replica. */
  @Override
  public void close() {
    watch.close();
  }

  @Override
  public String toString() {
    return "degrade";
  }
}
