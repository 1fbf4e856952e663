package dev.holdfast.store;

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
 * A store that hands every call to another one. Decorators extend it and override what they change,
 * so that a method added to the port is never hidden by one of them.
 */
public abstract class ForwardingSessionStore implements SessionStore {
  private final SessionStore delegate;

  /**
   * @param delegate the store that does the work
   */
  protected ForwardingSessionStore(SessionStore delegate) {
    this.delegate = delegate;
  }

  /** Returns the store that does the work. */
  protected final SessionStore delegate() {
    return delegate;
  }

  @Override
  public Lookup find(StoreKey key) {
    return delegate.find(key);
  }

  @Override
  public Optional<Session> recall(StoreKey key) {
    return delegate.recall(key);
  }

  @Override
  public WriteOutcome write(StoreKey key, SessionWrite write) {
    return delegate.write(key, write);
  }

  @Override
  public void requireRoom(StoreKey key, Session next) {
    delegate.requireRoom(key, next);
  }

  @Override
  public boolean slide(StoreKey key, Session slid) {
    return delegate.slide(key, slid);
  }

  @Override
  public Acquisition acquire(StoreKey key, Lease lease) {
    return delegate.acquire(key, lease);
  }

  @Override
  public Optional<Lease> holder(StoreKey key) {
    return delegate.holder(key);
  }

  @Override
  public boolean renew(StoreKey key, Lease lease) {
    return delegate.renew(key, lease);
  }

  @Override
  public LockState release(StoreKey key, LockUse.Release release) {
    return delegate.release(key, release);
  }

  /** Returns the chain from here down, for the log at start. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " -> " + delegate;
  }
}
