package dev.holdfast.client.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.holdfast.api.v1.AcquireSessionResponse;
import dev.holdfast.api.v1.EndSessionResponse;
import dev.holdfast.api.v1.GetSessionResponse;
import dev.holdfast.api.v1.ListUserSessionsResponse;
import dev.holdfast.api.v1.RotateSessionResponse;
import dev.holdfast.api.v1.SessionInfo;
import dev.holdfast.api.v1.WriteSessionResponse;
import dev.holdfast.client.Absence;
import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.Durability;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockState;
import dev.holdfast.client.Outcome;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.Reason;
import dev.holdfast.client.Session;
import dev.holdfast.client.SessionTimes;
import dev.holdfast.client.UserSession;
import dev.holdfast.client.UserSessionsAnswer;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import dev.holdfast.client.transport.Attempt;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the answers of the gRPC door mean. */
final class GrpcDecoder {
  private static final String DOMAIN = "holdfast.dev";

  private GrpcDecoder() {}

  static ReadAnswer found(GetSessionResponse answer) {
    Payload payload = answer.getNotModified() ? null : payload(answer.getPayload());
    return new ReadAnswer.Found(session(answer.getSession(), payload, !answer.getUnverified()));
  }

  static ReadAnswer described(GetSessionResponse answer) {
    return new ReadAnswer.Found(session(answer.getSession(), null, !answer.getUnverified()));
  }

  static ReadAnswer slid(SessionInfo info) {
    return new ReadAnswer.Found(session(info, null, true));
  }

  static ReadAnswer unread(Problem problem) {
    if (!problem.reason().isAbsence()) {
      return new ReadAnswer.Unknown(problem);
    }
    boolean ended = problem.reason() == Reason.SESSION_ENDED;
    return new ReadAnswer.Absent(ended ? Absence.ENDED : Absence.NOT_FOUND);
  }

  static WriteAnswer<Written> written(WriteSessionResponse answer) {
    return new WriteAnswer.Applied<>(
        new Written(
            session(answer.getSession(), null, true),
            answer.getCreated(),
            LockState.named(wireName(answer.getLock())),
            durability(answer.getDurability())));
  }

  static WriteAnswer<Written> rotated(RotateSessionResponse answer) {
    return new WriteAnswer.Applied<>(
        new Written(
            session(answer.getSession(), null, true),
            false,
            LockState.NONE,
            durability(answer.getDurability())));
  }

  static WriteAnswer<Durability> ended(EndSessionResponse answer) {
    return new WriteAnswer.Applied<>(durability(answer.getDurability()));
  }

  static AcquireAnswer acquired(AcquireSessionResponse answer) {
    Instant end = time(answer.getLockExpireTime());
    if (!answer.hasSession()) {
      return new AcquireAnswer.Acquired(null, end);
    }
    Payload payload = answer.getNotModified() ? null : payload(answer.getPayload());
    return new AcquireAnswer.Acquired(session(answer.getSession(), payload, true), end);
  }

  static AcquireAnswer notAcquired(Problem problem) {
    return problem.reason() == Reason.LOCK_HELD
        ? new AcquireAnswer.Held(problem)
        : new AcquireAnswer.Unknown(problem);
  }

  static LockAnswer lockFailure(Problem problem) {
    return problem.reason() == Reason.LOCK_LOST
        ? new LockAnswer.Lost(problem)
        : new LockAnswer.Unknown(problem);
  }

  static UserSessionsAnswer listed(ListUserSessionsResponse answer) {
    return new UserSessionsAnswer.Listed(
        answer.getSessionsList().stream().map(GrpcDecoder::userSession).toList(), answer.getMore());
  }

  private static UserSession userSession(dev.holdfast.api.v1.UserSession told) {
    SessionTimes times =
        new SessionTimes(
            time(told.getCreateTime()),
            time(told.getExpireTime()),
            time(told.getLifetimeExpireTime()));
    return new UserSession(told.getHandle(), times);
  }

  static Instant time(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  /** Returns the service's own problem; null for a status of something that stands between. */
  static @Nullable Problem problem(StatusRuntimeException failure, Attempt attempt) {
    Status status = StatusProto.fromThrowable(failure);
    ErrorInfo info = status == null ? null : info(status);
    if (status == null || info == null) {
      return null;
    }
    Map<String, String> told = info.getMetadataMap();
    String millis = told.get("retry_after_ms");
    Reason reason = Reason.named(info.getReason());
    return new Problem(
        reason,
        attempt.outcome(reason, Outcome.named(told.getOrDefault("outcome", ""))),
        Boolean.parseBoolean(told.get("retryable")),
        status.getMessage(),
        new Problem.Hints(
            attempt.requestId(),
            told.get("current_etag"),
            millis == null ? null : Duration.ofMillis(Long.parseLong(millis))));
  }

  private static @Nullable ErrorInfo info(Status status) {
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          ErrorInfo info = detail.unpack(ErrorInfo.class);
          return info.getDomain().equals(DOMAIN) ? info : null;
        }
      }
      return null;
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }

  private static Session session(SessionInfo info, @Nullable Payload payload, boolean verified) {
    SessionTimes times =
        new SessionTimes(
            time(info.getCreateTime()),
            time(info.getExpireTime()),
            time(info.getLifetimeExpireTime()));
    return new Session(info.getEtag(), payload, times, verified);
  }

  private static Payload payload(ByteString bytes) {
    return Payload.of(bytes.toByteArray());
  }

  private static Durability durability(dev.holdfast.api.v1.Durability durability) {
    return Durability.named(wireName(durability));
  }

  private static String wireName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
