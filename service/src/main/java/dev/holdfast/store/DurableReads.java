package dev.holdfast.store;

import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads durable records for keys that the cache cannot answer for, and brings them back to it
 * before they are answered: else the cache might later answer an older one. One reader asks for all
 * who want a key at the same time, and a few keys are read at a time, so that a cache that starts
 * cold does not bring the database down.
 */
final class DurableReads {
  private static final int CONCURRENCY = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final SessionStore cache;
  private final DurableRecords records;
  private final CacheInstall install;
  private final Outage outage;
  private final Semaphore turns = new Semaphore(CONCURRENCY);
  private final ConcurrentMap<StoreKey, CountDownLatch> flights = new ConcurrentHashMap<>();

  DurableReads(SessionStore cache, DurableRecords records, CacheInstall install, Outage outage) {
    this.cache = cache;
    this.outage = outage;
    this.records = records;
    this.install = install;
  }

  /**
   * Returns what the cache has seen, if that is an answer, or else what is committed.
   *
   * @throws StoreUnavailableException if neither tells
   */
  Lookup complete(StoreKey key, Lookup seen) {
    return switch (seen) {
      case Lookup.Found _, Lookup.Ended _ -> seen;
      case Lookup.Absent _ -> inFlight(key, true);
      case Lookup.Lost _ -> inFlight(key, false); // only the records know
      case Lookup.Unverified _ -> {
        try {
          yield inFlight(key, false);
        } catch (StoreUnavailableException _) {
          yield seen; // it says by itself that it is not proved
        }
      }
    };
  }

  private Lookup inFlight(StoreKey key, boolean isAbsent) {
    CountDownLatch own = new CountDownLatch(1);
    CountDownLatch other = flights.putIfAbsent(key, own);
    if (other != null) {
      return after(other, key, isAbsent);
    }
    try {
      return read(key, isAbsent);
    } finally {
      flights.remove(key, own);
      own.countDown();
    }
  }

  /** What others have read may be older than this call, so the cache is asked again. */
  private Lookup after(CountDownLatch flight, StoreKey key, boolean isAbsent) {
    await(flight);
    Lookup seen = cache.find(key);
    return seen.record() == null ? read(key, isAbsent && seen instanceof Lookup.Absent) : seen;
  }

  private static void await(CountDownLatch flight) {
    try {
      if (!flight.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreUnavailableException("the database does not answer in time");
      }
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  /** A record that is too large for the cache is answered where nothing older can stand there. */
  private Lookup read(StoreKey key, boolean isAbsent) {
    Lookup committed = isAbsent ? orOutage(key) : inTurn(key);
    Session record = committed.record();
    if (record == null) {
      return committed;
    }
    try {
      return Lookup.of(install.over(key, record, LockUse.NONE).standing());
    } catch (OutcomeUnknownException _) {
      throw new StoreUnavailableException("the cache does not take what is committed");
    } catch (PayloadTooLargeException e) {
      if (isAbsent) {
        return committed;
      }
      throw new StoreUnavailableException("the cache has no room for it: " + e.getMessage());
    }
  }

  private Lookup orOutage(StoreKey key) {
    try {
      return inTurn(key);
    } catch (StoreUnavailableException e) {
      return outage.absent(e);
    }
  }

  private Lookup inTurn(StoreKey key) {
    boolean mayRead = false;
    try {
      mayRead = turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!mayRead) {
        throw new StoreUnavailableException("the database has too many reads to answer");
      }
      return records.find(key);
    } catch (InterruptedException _) {
      throw interrupted();
    } finally {
      if (mayRead) {
        turns.release();
      }
    }
  }

  private static StoreUnavailableException interrupted() {
    Thread.currentThread().interrupt();
    return new StoreUnavailableException("interrupted");
  }
}
