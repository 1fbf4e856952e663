package dev.holdfast.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves a session to a new key. The new record is written first and the old one becomes an alias by
 * a guarded write, so a crash between leaves the old key valid and the new one unreferenced.
 */
final class Rotation {
  private static final int MAX_ATTEMPTS = 16;

  private final SessionStore store;
  private final Resolver resolver;
  private final Locks locks;
  private final InstantSource clock;

  Rotation(SessionStore store, Resolver resolver, Locks locks, InstantSource clock) {
    this.store = store;
    this.resolver = resolver;
    this.locks = locks;
    this.clock = clock;
  }

  /**
   * One move.
   *
   * @param from the old key
   * @param to the new key
   * @param grace how long the old key reaches the session
   * @param operation its name
   */
  record Move(StoreKey from, StoreKey to, Duration grace, OperationId operation) {}

  Answer<WrittenSession> run(Move move) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Answer<WrittenSession> answer = attempt(move, store.find(move.from()));
      if (answer != null) {
        return answer;
      }
    }
    return Answer.refused(ErrorCode.STORE_UNAVAILABLE, "too many writers at once");
  }

  /** Returns the answer, or null when somebody else wrote in between. */
  private @Nullable Answer<WrittenSession> attempt(Move move, Lookup lookup) {
    if (lookup instanceof Lookup.Found(var record)
        && record.status() instanceof Session.Moved(var target, var graceExpireTime)) {
      return overAlias(move, record, target, graceExpireTime);
    }
    return switch (resolver.judge(move.from(), lookup)) {
      case Answer.Refused<Current>(var refusal) -> Answer.refused(refusal);
      case Answer.Done<Current>(var current) ->
          switch (current.state()) {
            case ABSENT -> Answer.refused(ErrorCode.SESSION_NOT_FOUND, "no session has this key");
            case ENDED -> Answer.refused(ErrorCode.SESSION_ENDED, "the session was ended");
            case LIVE -> move(move, current.live());
          };
    };
  }

  private Answer<WrittenSession> overAlias(
      Move move, Session alias, StoreKey target, Instant graceExpireTime) {
    Optional<SessionVersion> before = alias.log().versionOf(move.operation());
    if (before.isPresent()) {
      SessionTimes times =
          store.find(target) instanceof Lookup.Found(var moved) ? moved.times() : alias.times();
      return Answer.done(new WrittenSession(before.get(), times, null, LockState.NONE, false));
    }
    return clock.instant().isBefore(graceExpireTime)
        ? Answer.refused(ErrorCode.ALREADY_ROTATED, "another operation moved this session")
        : Answer.refused(ErrorCode.SESSION_ENDED, "the session moved and the grace is over");
  }

  private @Nullable Answer<WrittenSession> move(Move move, Session old) {
    return switch (resolver.judge(move.to(), store.find(move.to()))) {
      case Answer.Refused<Current>(var refusal) -> Answer.refused(refusal);
      case Answer.Done<Current>(var place) ->
          isTaken(place, move) ? refuseTaken(place) : copyOver(move, old, place);
    };
  }

  private static Answer<WrittenSession> refuseTaken(Current place) {
    Refusal refusal = Refusal.of(ErrorCode.SESSION_EXISTS, "the new key is a session's already");
    SessionVersion version = place.base();
    return Answer.refused(version == null ? refusal : refusal.withCurrent(version));
  }

  private @Nullable Answer<WrittenSession> copyOver(Move move, Session old, Current place) {
    Session copy = copy(old, place, move);
    return store.write(move.to(), new SessionWrite(place.base(), copy, LockUse.NONE))
            instanceof WriteOutcome.Applied(var durability, _)
        ? leaveAlias(move, old, copy, durability)
        : null;
  }

  /** A copy that this same operation left behind, before it could finish, is not in the way. */
  private static boolean isTaken(Current place, Move move) {
    boolean own = place.log().versionOf(move.operation()).isPresent();
    boolean alias = !place.key().equals(move.to());
    return alias || (place.state() == Current.State.LIVE && !own);
  }

  private Session copy(Session old, Current place, Move move) {
    SessionVersion base =
        place.record() != null && place.record().version().compareTo(old.version()) > 0
            ? place.record().version()
            : old.version();
    SessionVersion version = base.next(move.to(), move.operation());
    SessionTimes times = old.times().slidTo(clock.instant());
    OperationLog log = old.log().plus(move.operation(), version);
    return new Session(version, old.status(), times, old.payload(), log);
  }

  private @Nullable Answer<WrittenSession> leaveAlias(
      Move move, Session old, Session copy, Durability durability) {
    Instant now = clock.instant();
    carryLock(move);
    Session alias =
        new Session(
            old.version().next(move.from(), move.operation()),
            new Session.Moved(move.to(), now.plus(move.grace())),
            old.times().entombedAt(now.plus(move.grace())),
            Payload.EMPTY,
            old.log().plus(move.operation(), copy.version()));
    var write = new SessionWrite(old.version(), alias, LockUse.NONE);
    if (locks.write(move.from(), write, new LockIntent.Clear())
        instanceof WriteOutcome.Conflict(var standing)) {
      if (isOver(standing, move)) {
        withdraw(move, copy);
      }
      return null;
    }
    return Answer.done(
        new WrittenSession(copy.version(), copy.times(), durability, LockState.NONE, false));
  }

  /** A session that has moved by this same operation is where it should be. */
  private static boolean isOver(Lookup standing, Move move) {
    Session record = standing.record();
    return record != null
        && !(record.status() instanceof Session.Live)
        && record.log().versionOf(move.operation()).isEmpty();
  }

  /** The session ended or moved elsewhere meanwhile: its copy must not outlive it. */
  private void withdraw(Move move, Session copy) {
    var place = new Current(move.to(), Current.State.LIVE, copy, Current.Proof.PROVED);
    if (new EndRule(null, OperationId.random()).decide(place, clock.instant())
        instanceof Decision.Write(var tombstone, _)) {
      try {
        store.write(move.to(), new SessionWrite(copy.version(), tombstone, LockUse.NONE));
      } catch (StoreUnavailableException e) {
        throw new OutcomeUnknownException(
            "the copy of an ended session is left: " + e.getMessage());
      }
    }
  }

  private void carryLock(Move move) {
    store.holder(move.from()).ifPresent(lease -> store.acquire(move.to(), lease));
  }
}
