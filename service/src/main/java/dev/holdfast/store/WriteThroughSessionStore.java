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
import dev.holdfast.session.SessionVersion;
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
 * <p>What becomes of calls that the durable records do not answer is for an {@link Outage} to say.
 * Where some replica has written to the cache alone, what is committed is behind: the next write
 * brings it up, and between two states with the same counter the cache decides, because every
 * acknowledged write stood there.
 */
public final class WriteThroughSessionStore extends ForwardingSessionStore {
  private static final Logger LOG = LoggerFactory.getLogger(WriteThroughSessionStore.class);

  private final DurableRecords records;
  private final Outage outage;
  private final DurableReads reads;
  private final CacheInstall install;

  /**
   * @param cache answers reads, and keeps the locks
   * @param records where writes are committed
   */
  public WriteThroughSessionStore(SessionStore cache, DurableRecords records) {
    this(cache, records, Outage.REJECT);
  }

  /**
   * @param cache answers reads, and keeps the locks
   * @param records where writes are committed
   * @param outage says what is done without them
   */
  public WriteThroughSessionStore(SessionStore cache, DurableRecords records, Outage outage) {
    super(cache);
    this.records = records;
    this.outage = outage;
    this.install = new CacheInstall(cache);
    this.reads = new DurableReads(cache, records, install, outage);
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
    WriteOutcome committed;
    try {
      committed = committed(key, write);
    } catch (StoreUnavailableException e) {
      return outage.write(key, write, e);
    }
    return switch (committed) {
      case WriteOutcome.Applied _ -> carried(key, write);
      case WriteOutcome.Conflict(Lookup current) -> {
        install.quietly(key, current);
        freeQuietly(key, write.lock());
        yield new WriteOutcome.Conflict(current);
      }
    };
  }

  /** The base may stand in the cache alone: then its successor replaces whatever is committed. */
  private WriteOutcome committed(StoreKey key, SessionWrite write) {
    SessionVersion base = write.base();
    WriteOutcome outcome = records.write(key, base, write.next());
    return base != null
            && outcome instanceof WriteOutcome.Conflict(Lookup row)
            && RowRaise.isBehind(row, base)
            && isCached(key, base)
        ? records.write(key, RowRaise.versionOf(row), write.next())
        : outcome;
  }

  /**
   * The cache may be ahead: of a session that is older than the durable records, or that was
   * written or settled there while they were away. It is taken over when it is saved.
   */
  private boolean isCached(StoreKey key, SessionVersion base) {
    Session held = delegate().find(key).record();
    return held != null && held.version().equals(base);
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
      if (delegate().write(key, write)
          instanceof WriteOutcome.Applied(Durability _, LockState lock)) {
        return new WriteOutcome.Applied(Durability.DATABASE, lock);
      }
      CacheInstall.Installed installed = install.over(key, write.next(), write.lock());
      return installed.has(write.next())
          ? new WriteOutcome.Applied(Durability.DATABASE, installed.lock())
          : overtaken(key, write, installed.standing());
    } catch (StoreUnavailableException | PayloadTooLargeException e) {
      throw new OutcomeUnknownException(
          "committed, but not brought to the cache: " + e.getMessage());
    }
  }

  /** Somebody has written to the cache alone from the same base, and was told so. */
  private WriteOutcome overtaken(StoreKey key, SessionWrite write, Session standing) {
    long counter = write.next().version().counter();
    boolean isBeaten =
        standing.version().counter() == counter
            || standing.log().entries().stream()
                .anyMatch(entry -> entry.version().counter() == counter);
    new RowRaise(records).to(key, standing);
    if (!isBeaten) {
      throw new OutcomeUnknownException("so many writes followed that nobody remembers this one");
    }
    freeQuietly(key, write.lock());
    return new WriteOutcome.Conflict(Lookup.of(standing));
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
    return super.toString() + " | " + records + ", outage: " + outage;
  }
}
