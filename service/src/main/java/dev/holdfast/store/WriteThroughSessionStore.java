package dev.holdfast.store;

import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Durability;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache in front of durable records. A write is committed first, then carried to the cache, and
 * acknowledged after both: so no write that the cache answers is newer than what is committed, and
 * what is committed is told or unknown, never lost. A record that is larger than the cache takes is
 * refused before it is committed. Reads stay in the cache; the durable records are asked where it
 * knows nothing, or cannot prove what it knows, and are brought back to it then.
 *
 * <p>Without the durable records no write is applied. Reads go on, but for keys the cache knows
 * nothing of: whether there is a session cannot be told then.
 */
public final class WriteThroughSessionStore extends ForwardingSessionStore {
  private static final Logger LOG = LoggerFactory.getLogger(WriteThroughSessionStore.class);

  private final DurableRecords records;
  private final DurableReads reads;
  private final CacheInstall install;

  /**
   * @param cache answers reads, and keeps the locks
   * @param records where writes are committed
   */
  public WriteThroughSessionStore(SessionStore cache, DurableRecords records) {
    super(cache);
    this.records = records;
    this.install = new CacheInstall(cache);
    this.reads = new DurableReads(cache, records, install);
  }

  @Override
  public Lookup find(StoreKey key) {
    return reads.complete(key, delegate().find(key));
  }

  @Override
  public Acquisition acquire(StoreKey key, Lease lease) {
    return switch (delegate().acquire(key, lease)) {
      case Acquisition.Acquired(Lookup seen) -> new Acquisition.Acquired(reads.complete(key, seen));
      case Acquisition.Held held -> held;
    };
  }

  @Override
  public WriteOutcome write(StoreKey key, SessionWrite write) {
    delegate().requireRoom(key, write.next());
    return switch (committed(key, write)) {
      case WriteOutcome.Applied _ -> carried(key, write);
      case WriteOutcome.Conflict(Lookup current) -> {
        install.quietly(key, current);
        freeQuietly(key, write.lock());
        yield new WriteOutcome.Conflict(current);
      }
    };
  }

  private WriteOutcome committed(StoreKey key, SessionWrite write) {
    WriteOutcome outcome = records.write(key, write.base(), write.next());
    boolean unknown =
        outcome instanceof WriteOutcome.Conflict(Lookup current)
            && current instanceof Lookup.Absent
            && write.base() != null;
    return unknown && isCached(key, write) ? records.write(key, null, write.next()) : outcome;
  }

  /**
   * The cache may hold a session that has no row: it is older than the durable records, or was only
   * read while they were away. It is taken over when it is saved.
   */
  private boolean isCached(StoreKey key, SessionWrite write) {
    return delegate().find(key) instanceof Lookup.Found(Session session)
        && session.version().equals(write.base());
  }

  /** A definite refusal frees the lock as a write does; an end frees it when it is tried again. */
  private void freeQuietly(StoreKey key, LockUse lock) {
    if (lock instanceof LockUse.Release release) {
      try {
        var _ = delegate().release(key, release);
      } catch (StoreUnavailableException | OutcomeUnknownException _) {
        LOG.debug("the lock of a refused writer ends with its lease");
      }
    }
  }

  /** Brings a committed record to the cache: until it is there, nobody may be told of it. */
  private WriteOutcome carried(StoreKey key, SessionWrite write) {
    try {
      WriteOutcome cached = delegate().write(key, write);
      LockState lock =
          cached instanceof WriteOutcome.Applied(Durability _, LockState state)
              ? state
              : install.over(key, write.next(), write.lock()).lock();
      return new WriteOutcome.Applied(Durability.DATABASE, lock);
    } catch (StoreUnavailableException | PayloadTooLargeException e) {
      throw new OutcomeUnknownException(
          "committed, but not brought to the cache: " + e.getMessage());
    }
  }

  @Override
  public boolean slide(StoreKey key, Session slid) {
    boolean slides = delegate().slide(key, slid);
    if (slides) {
      records.slide(key, slid);
    }
    return slides;
  }

  @Override
  public String toString() {
    return super.toString() + " | " + records;
  }
}
