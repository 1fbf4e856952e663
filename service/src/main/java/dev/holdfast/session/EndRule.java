package dev.holdfast.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rule of ends: a live session becomes a tombstone.
 *
 * @param match the version to end, or null for any
 * @param operation the name of the end
 */
record EndRule(@Nullable SessionVersion match, OperationId operation) implements Rule {
  @Override
  public Decision decide(Current current, Instant now) {
    if (current.log().versionOf(operation).isPresent()) {
      return new Decision.Nothing();
    }
    return switch (current.state()) {
      case LIVE -> overLive(current, now);
      case ENDED -> new Decision.Nothing();
      case ABSENT ->
          match == null
              ? new Decision.Nothing()
              : Decision.refuse(
                  ErrorCode.NO_SESSION_TO_MATCH, "If-Match was sent and there is no session");
    };
  }

  private Decision overLive(Current current, Instant now) {
    Refusal mismatch = VersionMatch.check(current, match);
    return mismatch == null
        ? new Decision.Write(tombstone(current, operation, now), false)
        : new Decision.Refuse(mismatch);
  }

  private static Session tombstone(Current current, OperationId operation, Instant now) {
    SessionVersion version = current.nextVersion(operation);
    return new Session(
        version,
        new Session.Ended(),
        current.live().times().entombedAt(now),
        Payload.EMPTY,
        current.log().plus(operation, version));
  }
}
