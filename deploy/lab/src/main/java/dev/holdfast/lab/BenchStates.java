package dev.holdfast.lab;

import dev.holdfast.session.OperationId;
import dev.holdfast.session.OperationLog;
import dev.holdfast.session.Payload;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionPolicy;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import java.time.InstantSource;

/**
 * The states that a session of {@value BenchPayload#BYTES} bytes goes through.
 *
 * @param clock tells when
 */
record BenchStates(InstantSource clock) {
  private static final Payload PAYLOAD = Payload.of(BenchPayload.bytes());

  static StoreKey key(String keySpace, int number) {
    String digits = String.valueOf(number);
    return new StoreKey(
        keySpace + "-".repeat(StoreKey.LENGTH - keySpace.length() - digits.length()) + digits);
  }

  Session first(StoreKey key) {
    OperationId operation = OperationId.random();
    SessionVersion version = SessionVersion.first(key, operation);
    SessionTimes times = SessionTimes.startingAt(clock.instant(), SessionPolicy.DEFAULT.expiry());
    OperationLog log = OperationLog.EMPTY.plus(operation, version);
    return new Session(version, new Session.Live(null), times, PAYLOAD, log);
  }

  /** The state that a save makes. */
  static Session next(StoreKey key, Session base) {
    OperationId operation = OperationId.random();
    SessionVersion version = base.version().next(key, operation);
    OperationLog log = base.log().plus(operation, version);
    return new Session(version, base.status(), base.times(), PAYLOAD, log);
  }

  /** The state that a use makes. */
  Session used(Session session) {
    return session.withTimes(session.times().slidTo(clock.instant()));
  }
}
