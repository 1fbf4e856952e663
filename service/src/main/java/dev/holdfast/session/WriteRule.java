package dev.holdfast.session;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule of creates and saves. */
final class WriteRule implements Rule {
  private final WriteRequest request;
  private final @Nullable UserKey user;

  /**
   * @param user whom the write binds the session to, or null to leave it as it is
   */
  WriteRule(WriteRequest request, @Nullable UserKey user) {
    this.request = request;
    this.user = user;
  }

  @Override
  public Decision decide(Current current, Instant now) {
    Optional<SessionVersion> before = current.log().versionOf(request.options().operation());
    if (before.isPresent() && current.record() != null) {
      boolean created = before.get().counter() == 1 || isCreate();
      return new Decision.Replay(before.get(), current.record(), created);
    }
    return switch (current.state()) {
      case LIVE -> overLive(current, now);
      case ENDED -> isCreate() ? create(current, now) : ended(current);
      case ABSENT ->
          request.condition() instanceof Condition.MustMatch ? noMatch() : create(current, now);
    };
  }

  private boolean isCreate() {
    return request.condition() instanceof Condition.MustBeAbsent;
  }

  private Decision overLive(Current current, Instant now) {
    SessionVersion version = current.live().version();
    if (isCreate()) {
      return new Decision.Refuse(
          Refusal.of(ErrorCode.SESSION_EXISTS, "a live session has this key")
              .withCurrent(version)
              .withOutcome(VersionMatch.outcome(current, null)));
    }
    Refusal mismatch = VersionMatch.check(current, wanted());
    return mismatch == null ? replace(current, now) : new Decision.Refuse(mismatch);
  }

  private @Nullable SessionVersion wanted() {
    return request.condition() instanceof Condition.MustMatch(var version) ? version : null;
  }

  private Decision replace(Current current, Instant now) {
    Session old = current.live();
    SessionTimes times = old.times().usedAt(now, request.name().policy().expiry());
    UserKey bound = user == null ? old.user() : user;
    return new Decision.Write(record(current, times, bound), false);
  }

  private Decision create(Current current, Instant now) {
    SessionTimes times = SessionTimes.startingAt(now, request.name().policy().expiry());
    return new Decision.Write(record(current, times, user), true);
  }

  private Session record(Current current, SessionTimes times, @Nullable UserKey bound) {
    OperationId operation = request.options().operation();
    SessionVersion version = current.nextVersion(operation);
    OperationLog log = current.log().plus(operation, version);
    return new Session(version, new Session.Live(bound), times, request.payload(), log);
  }

  private Decision ended(Current current) {
    return new Decision.Refuse(
        Refusal.of(ErrorCode.SESSION_ENDED, "the session was ended; create a new one")
            .withOutcome(VersionMatch.outcome(current, wanted())));
  }

  private static Decision noMatch() {
    return Decision.refuse(
        ErrorCode.NO_SESSION_TO_MATCH, "If-Match was sent and there is no session");
  }
}
