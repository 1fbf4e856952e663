package dev.holdfast.session;

import java.util.Optional;

/**
 * Keeps the records and the locks of sessions. Each method answers what the store knows, or throws
 * {@link StoreUnavailableException} when it does not answer; an implementation never turns silence
 * into absence. All methods may block, and are safe for use by many threads.
 *
 * <p>A lock is a courtesy between clients: it never decides whether a write is applied.
 */
public interface SessionStore {
  /** Reads the record of a key. */
  Lookup find(StoreKey key);

  /**
   * Returns the record that this store object saw last, without asking anybody: a base to try a
   * write with, never an answer to a reader.
   */
  Optional<Session> recall(StoreKey key);

  /**
   * Replaces a record if {@link SessionWrite#base()} is current. A record that already has the
   * version of {@code next} counts as applied, so repeating a write is safe.
   *
   * @throws OutcomeUnknownException if the write was sent and no answer came
   * @throws PayloadTooLargeException if the store has no room for a record of this size
   */
  WriteOutcome write(StoreKey key, SessionWrite write);

  /**
   * Checks that there is room for a record of the size of {@code next}, as far as this store object
   * knows without asking anybody, so that a write to several stores fails before the first of them.
   *
   * @throws PayloadTooLargeException if there is none
   */
  void requireRoom(StoreKey key, Session next);

  /**
   * Writes the times of {@code slid} if its version is still current; the version stays.
   *
   * @return whether it was
   */
  boolean slide(StoreKey key, Session slid);

  /**
   * Takes the lock and reads the record in one trip. The holder itself gets it again, with the new
   * lease.
   */
  Acquisition acquire(StoreKey key, Lease lease);

  /** Returns the lease in force, if there is one. */
  Optional<Lease> holder(StoreKey key);

  /**
   * Gives a held lock a new lease.
   *
   * @return whether {@code lease.owner()} held it
   * @throws OutcomeUnknownException if the change was sent and no answer came
   */
  boolean renew(StoreKey key, Lease lease);

  /**
   * Gives a lock to the successor, or frees it.
   *
   * @return what became of it: {@code RELEASED} or {@code LOST}
   * @throws OutcomeUnknownException if the change was sent and no answer came
   */
  LockState release(StoreKey key, LockUse.Release release);
}
