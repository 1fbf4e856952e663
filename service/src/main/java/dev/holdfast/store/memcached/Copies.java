package dev.holdfast.store.memcached;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.util.List;
import java.util.Optional;

/**
 * How the records of sessions are laid on the nodes: one copy each, or several that vouch for each
 * other. Every method throws {@link NoAnswerException} when too few nodes answer.
 */
interface Copies {
  /** Returns the link to the node that keeps the lock of a key now. */
  NodeLink home(StoreKey key);

  /** Returns links to every node that may keep the lock of a key, its home first. */
  List<NodeLink> homes(StoreKey key);

  /** Sends a read, together with what is queued at the home of the key. */
  PendingRead beginRead(StoreKey key, Deadline deadline);

  /** Returns what was seen last, without asking anybody. */
  Optional<Session> recall(StoreKey key);

  /**
   * Checks the size of a record.
   *
   * @throws dev.holdfast.session.PayloadTooLargeException if a node of the key would refuse it
   */
  void requireRoom(StoreKey key, Session next);

  /** Makes a write ready, which may then be attempted several times. */
  RecordWrite prepare(StoreKey key, SessionWrite write, LockStep lock);

  /** Writes later times over a record of the same version; false when that is not current. */
  boolean slide(StoreKey key, Session slid, Deadline deadline);

  /** A read under way. */
  interface PendingRead {
    /** Waits for its end. */
    Lookup await();
  }

  /** One write, with all its attempts. Used by one thread. */
  interface RecordWrite {
    /** Tries once; trying again is safe. */
    WriteOutcome attempt(Deadline deadline);

    /** Returns whether a command was sent that may still run, or may have run unseen. */
    boolean isInDoubt();
  }
}
