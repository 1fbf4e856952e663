package dev.holdfast.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The use cases: what a caller can do with a session. Doors translate to and from these and decide
 * nothing. Every answer is a value or a {@link Refusal}; no method throws for what a store or a
 * caller did. Safe for use by many threads; every method may block.
 */
public final class Sessions {
  private final SessionStore store;
  private final KeyDigest digest;
  private final InstantSource clock;
  private final Resolver resolver;
  private final Locks locks;
  private final Writer writer;
  private final Rotation rotation;
  private final GuardedCalls calls;

  /**
   * @param store where sessions live
   * @param digest hides keys from the store
   * @param clock the time
   */
  public Sessions(SessionStore store, KeyDigest digest, InstantSource clock) {
    this.store = store;
    this.digest = digest;
    this.clock = clock;
    this.resolver = new Resolver(store, clock);
    this.locks = new Locks(store, clock);
    this.writer = new Writer(resolver, locks, clock);
    this.rotation = new Rotation(store, resolver, locks, clock);
    this.calls = new GuardedCalls(CallObserver.NONE);
  }

  private Sessions(Sessions shared, CallObserver observer) {
    this.store = shared.store;
    this.digest = shared.digest;
    this.clock = shared.clock;
    this.resolver = shared.resolver;
    this.locks = shared.locks;
    this.writer = shared.writer;
    this.rotation = shared.rotation;
    this.calls = new GuardedCalls(observer);
  }

  /** Returns the same use cases, with the same lines of waiters, whose calls are told. */
  public Sessions observedBy(CallObserver other) {
    return new Sessions(this, other);
  }

  /**
   * Reads a session, and slides its idle timeout if the request says so and the state is verified.
   */
  public Answer<ReadSession> find(FindRequest request) {
    return calls.run(
        CallObserver.Call.GET,
        () -> {
          StoreKey key = keyOf(request.name());
          boolean serves =
              request.name().policy().care().unverified() == SessionPolicy.Unverified.SERVE;
          return live(serves ? resolver.best(key) : resolver.resolve(key))
              .then(at -> read(at, request));
        });
  }

  /** Creates or saves a session. */
  public Answer<WrittenSession> write(WriteRequest request) {
    return calls.run(
        CallObserver.Call.WRITE,
        () -> {
          Refusal refusal = refuseBySize(request);
          if (refusal == null) {
            refusal = refuseByCondition(request);
          }
          return refusal == null ? carryOut(request) : Answer.refused(refusal);
        });
  }

  /** Slides the idle timeout of a session. */
  public Answer<ReadSession> touch(SessionName name) {
    return calls.run(
        CallObserver.Call.TOUCH,
        () ->
            live(resolver.resolve(keyOf(name)))
                .then(at -> Answer.done(new ReadSession(slid(at), true, true))));
  }

  /** Ends a session and frees its lock; an absent one is ended already. */
  public Answer<EndedSession> end(EndRequest request) {
    return calls.run(
        CallObserver.Call.END,
        () ->
            writer
                .run(
                    keyOf(request.name()),
                    new EndRule(request.match(), request.operation()),
                    new LockIntent.Clear())
                .then(Sessions::ended));
  }

  /** Moves a session to a new key. */
  public Answer<WrittenSession> rotate(RotateRequest request) {
    return calls.run(
        CallObserver.Call.ROTATE,
        () -> {
          SessionPolicy.Grace bounds = request.name().policy().grace();
          Duration wanted = request.grace() == null ? bounds.byDefault() : request.grace();
          Duration grace = SessionPolicy.requireAtMost("grace", wanted, bounds.max());
          if (request.newKey().equals(request.name().key())) {
            throw new InvalidInputException("new_key: the same as the old key (expected: another)");
          }
          StoreKey to = digest.of(request.name().namespace().name(), request.newKey());
          return rotation.run(
              new Rotation.Move(keyOf(request.name()), to, grace, request.operation()));
        });
  }

  /** Takes the lock of a session, waiting in line if it is held, and reads the session. */
  public Answer<AcquiredSession> acquire(AcquireRequest request) {
    return calls.run(
        CallObserver.Call.ACQUIRE,
        () -> {
          SessionPolicy.Locks bounds = request.name().policy().locks();
          LockWish wish =
              new LockWish(
                  request.owner(), leaseWithin(bounds, request.lease()), request.bond().caller());
          Duration wait = SessionPolicy.requireAtMost("wait", request.patience(), bounds.maxWait());
          Instant start = clock.instant();
          return takeThrough(keyOf(request.name()), wish, start.plus(wait))
              .then(got -> acquired(got, request, Duration.between(start, clock.instant())));
        });
  }

  /** Gives a held lock a new lease. */
  public Answer<Lease> renew(SessionName name, OwnerToken owner, @Nullable Duration term) {
    return calls.run(
        CallObserver.Call.RENEW,
        () -> {
          Duration length = leaseWithin(name.policy().locks(), term);
          Lease lease = new Lease(owner, clock.instant().plus(length));
          StoreKey key = keyOf(name);
          boolean held = store.renew(key, lease) || store.renew(behind(key), lease);
          return held ? Answer.done(lease) : lockLost();
        });
  }

  /** Frees a held lock, or hands it to whoever waits for it. */
  public Answer<LockState> release(SessionName name, OwnerToken owner) {
    return calls.run(
        CallObserver.Call.RELEASE,
        () -> {
          StoreKey key = keyOf(name);
          boolean held =
              locks.release(key, owner) == LockState.RELEASED
                  || locks.release(behind(key), owner) == LockState.RELEASED;
          return held ? Answer.done(LockState.RELEASED) : lockLost();
        });
  }

  /**
   * Returns the use cases on all sessions of a user, told to the same observer.
   *
   * @param index knows which they are, or null where nobody does
   */
  public UserSessions ofUsers(@Nullable UserIndex index) {
    return new UserSessions(index, digest, new SessionAccess(resolver, writer, clock), calls);
  }

  /** Returns how many acquires wait in line on this replica. */
  public int waiters() {
    return locks.waiters();
  }

  /** Turns waiting acquires away, now and from now on; everything else goes on. */
  public void drain() {
    locks.drain();
  }

  private StoreKey keyOf(SessionName name) {
    return digest.of(name.namespace().name(), name.key());
  }

  private @Nullable UserKey userOf(WriteRequest request) {
    UserHash user = request.options().user();
    return user == null ? null : digest.of(request.name().namespace().name(), user);
  }

  private static Answer<Current> live(Answer<Current> looked) {
    return looked.then(
        current ->
            switch (current.state()) {
              case LIVE -> Answer.done(current);
              case ABSENT -> Answer.refused(ErrorCode.SESSION_NOT_FOUND, "no session has this key");
              case ENDED -> Answer.refused(ErrorCode.SESSION_ENDED, "the session was ended");
            });
  }

  private Answer<ReadSession> read(Current current, FindRequest request) {
    boolean slides = request.slides() && current.isProved();
    Session session = slides ? slid(current) : current.live();
    boolean notModified = session.version().equals(request.have());
    return Answer.done(new ReadSession(session, notModified, current.isProved()));
  }

  /** A slide that no store takes is tried again by the next use: the session goes on as it was. */
  private Session slid(Current current) {
    Session session = current.live();
    Instant now = clock.instant();
    if (!session.times().isSlideDue(now)) {
      return session;
    }
    Session later = session.withTimes(session.times().slidTo(now));
    try {
      return store.slide(current.key(), later) ? later : session;
    } catch (StoreUnavailableException | OutcomeUnknownException _) {
      return session;
    }
  }

  private static @Nullable Refusal refuseBySize(WriteRequest request) {
    int max = request.name().policy().maxPayloadBytes();
    int size = request.payload().size();
    return size <= max
        ? null
        : Refusal.of(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "payload: " + size + " bytes (expected: at most " + max + ")");
  }

  private static @Nullable Refusal refuseByCondition(WriteRequest request) {
    boolean careless =
        request.condition() instanceof Condition.None
            && request.name().policy().care().conditionRequired();
    return careless
        ? Refusal.of(
            ErrorCode.CONDITION_REQUIRED, "expected: If-Match with a version, or If-None-Match: *")
        : null;
  }

  private Answer<WrittenSession> carryOut(WriteRequest request) {
    LockClaim claim = request.options().lock();
    LockIntent intent = claim == null ? new LockIntent.Ignore() : new LockIntent.Use(claim);
    return writer
        .run(keyOf(request.name()), new WriteRule(request, userOf(request)), intent)
        .then(result -> written(result, claim));
  }

  private Answer<WrittenSession> written(Writer.Result result, @Nullable LockClaim claim) {
    return switch (result.decision()) {
      case Decision.Write(var next, var created) -> {
        var applied = result.appliedOrThrow();
        yield Answer.done(
            new WrittenSession(
                next.version(), next.times(), applied.durability(), applied.lock(), created));
      }
      case Decision.Replay(var version, var record, var created) -> {
        LockState lock = claim == null ? LockState.NONE : locks.settle(result.met().key(), claim);
        yield Answer.done(new WrittenSession(version, record.times(), null, lock, created));
      }
      case Decision.Refuse(var refusal) -> Answer.refused(refusal);
      case Decision.Nothing() -> throw new IllegalStateException("a write decides something");
    };
  }

  private static Answer<EndedSession> ended(Writer.Result result) {
    return result.decision() instanceof Decision.Refuse(var refusal)
        ? Answer.refused(refusal)
        : Answer.done(
            new EndedSession(result.applied() == null ? null : result.applied().durability()));
  }

  private static Duration leaseWithin(SessionPolicy.Locks bounds, @Nullable Duration wanted) {
    Duration term = wanted == null ? bounds.defaultLease() : wanted;
    if (!term.isPositive()) {
      throw new InvalidInputException("lease: " + Durations.format(term) + " (expected: > 0s)");
    }
    return SessionPolicy.requireAtMost("lease", term, bounds.maxLease());
  }

  /** A lock that was taken, and what stands under the key it was taken on. */
  private record Got(Current current, Lease lease) {}

  /** Takes the lock where the session is: behind an alias the lock is the new key's. */
  private Answer<Got> takeThrough(StoreKey key, LockWish wish, Instant deadline) {
    return locks
        .acquire(key, wish, deadline)
        .then(
            taken ->
                switch (resolver.judge(key, taken.lookup())) {
                  case Answer.Refused<Current>(var refusal) -> {
                    locks.release(key, wish.owner());
                    yield Answer.refused(refusal);
                  }
                  case Answer.Done<Current>(var current) when !current.key().equals(key) -> {
                    locks.release(key, wish.owner());
                    yield takeThrough(current.key(), wish, deadline);
                  }
                  case Answer.Done<Current>(var current) ->
                      Answer.done(new Got(current, taken.lease()));
                });
  }

  private Answer<AcquiredSession> acquired(Got got, AcquireRequest request, Duration waited) {
    calls.observer().waited(waited);
    bind(got, request);
    if (got.current().state() != Current.State.LIVE) {
      return Answer.done(new AcquiredSession(null, false, got.lease()));
    }
    Session session = slid(got.current());
    boolean notModified = session.version().equals(request.have());
    return Answer.done(new AcquiredSession(session, notModified, got.lease()));
  }

  private void bind(Got got, AcquireRequest request) {
    AcquireRequest.Testament testament = request.bond().testament();
    if (testament != null) {
      StoreKey key = got.current().key();
      Lease lease = got.lease();
      testament.leave(() -> Thread.startVirtualThread(() -> locks.freeQuietly(key, lease)));
    }
  }

  private StoreKey behind(StoreKey key) {
    return resolver.resolve(key) instanceof Answer.Done<Current>(var current) ? current.key() : key;
  }

  private static <T> Answer<T> lockLost() {
    return Answer.refused(ErrorCode.LOCK_LOST, "the lock is free or another owner's");
  }
}
