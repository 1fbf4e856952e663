package dev.holdfast.store;

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

/**
 * Brings committed records to a cache that is behind, guarded by what the cache holds: a record
 * never replaces a later one.
 */
final class CacheInstall {
  private static final int MAX_ROUNDS = 8;

  private final SessionStore cache;

  CacheInstall(SessionStore cache) {
    this.cache = cache;
  }

  /**
   * What became of bringing a record to the cache.
   *
   * @param standing the record that the cache holds now: this one, or a later one
   * @param lock what became of the lock
   */
  record Installed(Session standing, LockState lock) {
    /** Returns whether what stands is this record, or follows from it. */
    boolean has(Session record) {
      return standing.version().equals(record.version())
          || standing.log().entries().stream()
              .anyMatch(entry -> entry.version().equals(record.version()));
    }
  }

  /**
   * Brings a record to the cache.
   *
   * @throws StoreUnavailableException if the cache does not take it
   * @throws OutcomeUnknownException if it does not say whether it has taken it
   * @throws PayloadTooLargeException if it has no room for a record of this size any more
   */
  Installed over(StoreKey key, Session record, LockUse lock) {
    Lookup seen = cache.find(key);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Session held = seen.record();
      if (held != null && isAtLeast(held.version(), record.version())) {
        return new Installed(held, LockState.NONE);
      }
      SessionVersion base = held == null ? null : held.version();
      switch (cache.write(key, new SessionWrite(base, record, lock))) {
        case WriteOutcome.Applied applied -> {
          return new Installed(record, applied.lock());
        }
        case WriteOutcome.Conflict(Lookup current) -> seen = current;
      }
    }
    throw new StoreUnavailableException("too many writers at once");
  }

  /** Of two with the same counter the one in the cache was acknowledged, if any was. */
  static boolean isAtLeast(SessionVersion held, SessionVersion committed) {
    return held.counter() >= committed.counter();
  }

  /** Brings what is committed to the cache, if it takes it now: nothing depends on it. */
  void quietly(StoreKey key, Lookup committed) {
    Session record = committed.record();
    if (record != null) {
      try {
        over(key, record, LockUse.NONE);
      } catch (StoreUnavailableException | OutcomeUnknownException | PayloadTooLargeException _) {
        return; // whoever needs it brings it
      }
    }
  }
}
