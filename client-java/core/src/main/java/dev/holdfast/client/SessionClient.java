package dev.holdfast.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the session service, for one namespace.
 *
 * <p>A read has three answers: the session, a proven absence, or nobody knows. A write is applied,
 * not applied, or unknown. No call throws for what the service or the network does. Each call ends
 * within the client's timeout, to which an acquire adds its wait. Safe for use by many threads.
 */
public interface SessionClient extends AutoCloseable {

  /**
   * Opens a client of the transport that the options name; it connects when it is first used.
   *
   * @throws IllegalArgumentException for a transport that is not on the class path
   */
  static SessionClient open(ClientOptions options) {
    return ClientTransport.named(options.transport()).open(options);
  }

  /** Reads a session. */
  ReadAnswer find(SessionKey key, ReadTerms terms);

  /** Reads a session as a use of it. */
  default ReadAnswer find(SessionKey key) {
    return find(key, ReadTerms.DEFAULT);
  }

  /**
   * Reads a session without its payload.
   *
   * @param touch whether this counts as use and slides the idle timeout
   */
  ReadAnswer describe(SessionKey key, boolean touch);

  /**
   * Creates a session where there is none, or over an ended one; a live one is a conflict ({@link
   * Reason#SESSION_EXISTS}).
   */
  WriteAnswer<Written> create(SessionKey key, Write write);

  /**
   * Saves a session against a version; another one that stands is a conflict ({@link
   * Reason#VERSION_MISMATCH}).
   *
   * @param ifMatch the version that this save replaces
   */
  WriteAnswer<Written> save(SessionKey key, Write write, String ifMatch);

  /** Saves a session whatever is there, and creates it where nothing is: the last write wins. */
  WriteAnswer<Written> put(SessionKey key, Write write);

  /** Slides the idle timeout. */
  ReadAnswer touch(SessionKey key);

  /**
   * Ends a session and frees its lock; ending an absent one is applied as well.
   *
   * @param ifMatch the version to end; null for any
   */
  WriteAnswer<Durability> end(SessionKey key, OperationId operation, @Nullable String ifMatch);

  /** Ends a session of any version. */
  default WriteAnswer<Durability> end(SessionKey key) {
    return end(key, OperationId.random(), null);
  }

  /**
   * Moves a session to a new key; the old one reaches it for the grace, then never again.
   *
   * @param grace at most 300 s; null for the namespace's default
   */
  WriteAnswer<Written> rotate(
      SessionKey key, SessionKey newKey, @Nullable Duration grace, OperationId operation);

  /**
   * Takes the lock and reads the session in one trip; re-entrant for its owner.
   *
   * @param have the version that the caller has; when it is current the answer has no payload
   */
  AcquireAnswer acquire(SessionKey key, LockOwner owner, LockTerms terms, @Nullable String have);

  /**
   * Gives a held lock a new lease.
   *
   * @param lease at most 60 s; null for the namespace's default
   */
  LockAnswer renew(SessionKey key, LockOwner owner, @Nullable Duration lease);

  /** Frees a held lock. */
  LockAnswer release(SessionKey key, LockOwner owner);

  /** Lists the sessions of a user. Needs a service with a durable store. */
  UserSessionsAnswer userSessions(UserHash user);

  /**
   * Ends the sessions of a user, and tells how many. Needs a service with a durable store.
   *
   * @param except the key of a session to keep, or null
   */
  WriteAnswer<Integer> endUserSessions(UserHash user, @Nullable SessionKey except);

  /** Ends connections and threads; a call under way answers unknown. */
  @Override
  void close();
}
