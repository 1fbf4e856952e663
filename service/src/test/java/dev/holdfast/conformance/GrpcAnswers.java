package dev.holdfast.conformance;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.holdfast.api.v1.AcquireSessionResponse;
import dev.holdfast.api.v1.Durability;
import dev.holdfast.api.v1.GetSessionResponse;
import dev.holdfast.api.v1.ListUserSessionsResponse;
import dev.holdfast.api.v1.LockState;
import dev.holdfast.api.v1.RotateSessionResponse;
import dev.holdfast.api.v1.SessionInfo;
import dev.holdfast.api.v1.UserSession;
import dev.holdfast.api.v1.WriteSessionResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads response messages and statuses. */
final class GrpcAnswers {
  private static final String DOMAIN = "holdfast.dev";

  private GrpcAnswers() {}

  static Observed of(GetSessionResponse answer) {
    return read(answer.getSession(), answer.getPayload(), answer.getNotModified(), null);
  }

  static Observed of(WriteSessionResponse answer) {
    LockState lock = answer.getLock();
    String state = lock == LockState.LOCK_STATE_UNSPECIFIED ? null : wireName(lock);
    return new Observed.Done(
        seen(answer.getSession(), null),
        false,
        answer.getCreated(),
        new Observed.Lock(state, null),
        durability(answer.getDurability()));
  }

  static Observed of(RotateSessionResponse answer) {
    String durability = durability(answer.getDurability());
    Observed.Seen seen = seen(answer.getSession(), null);
    return new Observed.Done(seen, false, false, Observed.Lock.NONE, durability);
  }

  static Observed of(AcquireSessionResponse answer) {
    Instant expireTime = time(answer.getLockExpireTime());
    if (answer.hasSession()) {
      return read(answer.getSession(), answer.getPayload(), answer.getNotModified(), expireTime);
    }
    if (answer.getNotModified() || !answer.getPayload().isEmpty()) {
      throw new AssertionError("no session, but a payload or not_modified");
    }
    return new Observed.Done(null, false, false, new Observed.Lock("held", expireTime), null);
  }

  static Observed of(ListUserSessionsResponse answer) {
    return new Observed.Listed(
        answer.getSessionsList().stream().map(GrpcAnswers::entry).toList(), answer.getMore());
  }

  private static Observed.Entry entry(UserSession session) {
    return new Observed.Entry(
        session.getHandle(),
        time(session.getCreateTime()),
        time(session.getExpireTime()),
        time(session.getLifetimeExpireTime()));
  }

  private static Observed read(
      SessionInfo info, ByteString payload, boolean notModified, @Nullable Instant lockExpireTime) {
    if (notModified && !payload.isEmpty()) {
      throw new AssertionError("not_modified with a payload");
    }
    Observed.Lock lock =
        lockExpireTime == null ? Observed.Lock.NONE : new Observed.Lock("held", lockExpireTime);
    Observed.Seen seen = seen(info, notModified ? null : payload.toByteArray());
    return new Observed.Done(seen, notModified, false, lock, null);
  }

  static Observed slid(SessionInfo info) {
    return new Observed.Done(seen(info, null), false, false, Observed.Lock.NONE, null);
  }

  static Observed ended(Durability durability) {
    return new Observed.Done(null, false, false, Observed.Lock.NONE, durability(durability));
  }

  static Observed locked(Timestamp expireTime) {
    Observed.Lock lock = new Observed.Lock("held", time(expireTime));
    return new Observed.Done(null, false, false, lock, null);
  }

  static Observed nothing() {
    return new Observed.Done(null, false, false, Observed.Lock.NONE, null);
  }

  /** Reads a failure, whose one detail has to be our ErrorInfo. */
  static Observed failed(StatusRuntimeException failure) {
    Status status = StatusProto.fromThrowable(failure);
    ErrorInfo info = status == null ? null : info(status);
    if (info == null || !info.getDomain().equals(DOMAIN)) {
      throw new AssertionError("a status without our ErrorInfo: " + failure.getStatus());
    }
    Map<String, String> metadata = info.getMetadataMap();
    String millis = metadata.get("retry_after_ms");
    Duration hint = millis == null ? null : Duration.ofMillis(Long.parseLong(millis));
    return new Observed.Failed(
        failure.getStatus().getCode().name(),
        new Observed.Problem(
            info.getReason(),
            info.getMetadataOrThrow("outcome"),
            Boolean.parseBoolean(info.getMetadataOrThrow("retryable")),
            status.getMessage(),
            new Observed.Hints(metadata.get("current_etag"), hint)));
  }

  private static @Nullable ErrorInfo info(Status status) {
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          return detail.unpack(ErrorInfo.class);
        }
      }
      return null;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("a broken ErrorInfo", e);
    }
  }

  private static Observed.Seen seen(SessionInfo info, byte @Nullable [] payload) {
    if (info.getEtag().isEmpty()) {
      throw new AssertionError("an answer without a session");
    }
    return new Observed.Seen(
        info.getEtag(), payload, time(info.getExpireTime()), time(info.getLifetimeExpireTime()));
  }

  private static Instant time(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private static @Nullable String durability(Durability durability) {
    return durability == Durability.DURABILITY_UNSPECIFIED ? null : wireName(durability);
  }

  private static String wireName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
