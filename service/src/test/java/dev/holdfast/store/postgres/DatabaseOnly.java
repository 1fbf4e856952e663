package dev.holdfast.store.postgres;

import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.util.Optional;

/**
 * A store of sessions without a cache, so that the contract of records can be run on a database.
 *
 * @param records where the sessions are
 * @param locks where the locks are
 */
record DatabaseOnly(PostgresRecords records, SessionStore locks) implements SessionStore {
  @Override
  public Lookup find(StoreKey key) {
    return records.find(key);
  }

  @Override
  public Optional<Session> recall(StoreKey key) {
    return records.find(key) instanceof Lookup.Found(Session session)
        ? Optional.of(session)
        : Optional.empty();
  }

  @Override
  public void requireRoom(StoreKey key, Session next) {
    locks.requireRoom(key, next);
  }

  @Override
  public WriteOutcome write(StoreKey key, SessionWrite write) {
    return records.write(key, write.base(), write.next());
  }

  /** Waits for what the database does later by itself. */
  @Override
  public boolean slide(StoreKey key, Session slid) {
    records.slide(key, slid);
    records.flushSlides();
    return records.find(key) instanceof Lookup.Found(Session session)
        && session.version().equals(slid.version());
  }

  @Override
  public Acquisition acquire(StoreKey key, Lease lease) {
    return locks.acquire(key, lease);
  }

  @Override
  public Optional<Lease> holder(StoreKey key) {
    return locks.holder(key);
  }

  @Override
  public boolean renew(StoreKey key, Lease lease) {
    return locks.renew(key, lease);
  }

  @Override
  public LockState release(StoreKey key, LockUse.Release release) {
    return locks.release(key, release);
  }
}
