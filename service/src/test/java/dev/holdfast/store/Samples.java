package dev.holdfast.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.session.Lease;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.OperationId;
import dev.holdfast.session.OperationLog;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.Payload;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionPolicy;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.UserKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;

/** Values for the tests of stores. */
public final class Samples {
  private static final SessionPolicy.Expiry EXPIRY =
      new SessionPolicy.Expiry(Duration.ofMinutes(30), Duration.ofHours(12));

  private Samples() {}

  /** Returns a key that no other test uses. */
  public static StoreKey freshKey() {
    return new StoreKey((UUID.randomUUID() + "-" + UUID.randomUUID()).substring(0, 43));
  }

  /** Returns a user that no other test uses. */
  public static UserKey freshUser() {
    return new UserKey(freshKey().value());
  }

  /** Returns a state that is bound to a user. */
  public static Session bound(Session session, UserKey user) {
    return new Session(
        session.version(),
        new Session.Live(user),
        session.times(),
        session.payload(),
        session.log());
  }

  /** Returns the first state of a session that begins now. */
  public static Session first(StoreKey key, InstantSource clock, String payload) {
    OperationId operation = OperationId.random();
    SessionVersion version = SessionVersion.first(key, operation);
    return new Session(
        version,
        new Session.Live(null),
        SessionTimes.startingAt(clock.instant(), EXPIRY),
        Payload.of(payload.getBytes(UTF_8)),
        OperationLog.EMPTY.plus(operation, version));
  }

  /** Returns a state that follows another one. */
  public static Session after(StoreKey key, Session base, Payload payload) {
    OperationId operation = OperationId.random();
    SessionVersion version = base.version().next(key, operation);
    return new Session(
        version, base.status(), base.times(), payload, base.log().plus(operation, version));
  }

  /** Returns a state that follows another one. */
  public static Session after(StoreKey key, Session base, String payload) {
    return after(key, base, Payload.of(payload.getBytes(UTF_8)));
  }

  /** Returns the tombstone that follows a state. */
  public static Session ended(StoreKey key, Session base) {
    Session next = after(key, base, Payload.EMPTY);
    return new Session(
        next.version(), new Session.Ended(), next.times(), Payload.EMPTY, next.log());
  }

  /** Returns bytes that no compression shortens. */
  public static Payload payload(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Payload.of(bytes);
  }

  /** Returns the write of a first state. */
  public static SessionWrite create(Session next) {
    return new SessionWrite(null, next, LockUse.NONE);
  }

  /** Returns the write of a state over another one. */
  public static SessionWrite replace(Session base, Session next) {
    return replace(base, next, LockUse.NONE);
  }

  /** Returns the write of a state over another one, with a use of the lock. */
  public static SessionWrite replace(Session base, Session next, LockUse lock) {
    return new SessionWrite(base.version(), next, lock);
  }

  /** Returns an owner that nobody else is. */
  public static OwnerToken freshOwner() {
    return new OwnerToken(UUID.randomUUID().toString());
  }

  /** Returns a lease of five seconds from now. */
  public static Lease lease(OwnerToken owner, InstantSource clock) {
    return new Lease(owner, clock.instant().plusSeconds(5));
  }
}
