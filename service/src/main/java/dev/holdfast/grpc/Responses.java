package dev.holdfast.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import dev.holdfast.api.v1.AcquireSessionResponse;
import dev.holdfast.api.v1.Durability;
import dev.holdfast.api.v1.EndSessionResponse;
import dev.holdfast.api.v1.GetSessionResponse;
import dev.holdfast.api.v1.ListUserSessionsResponse;
import dev.holdfast.api.v1.LockState;
import dev.holdfast.api.v1.RenewLockResponse;
import dev.holdfast.api.v1.RotateSessionResponse;
import dev.holdfast.api.v1.SessionInfo;
import dev.holdfast.api.v1.TouchSessionResponse;
import dev.holdfast.api.v1.UserSession;
import dev.holdfast.api.v1.WriteSessionResponse;
import dev.holdfast.session.AcquiredSession;
import dev.holdfast.session.EndedSession;
import dev.holdfast.session.Lease;
import dev.holdfast.session.ReadSession;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.UserSessionList;
import dev.holdfast.session.WrittenSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns what use cases answer into response messages. */
final class Responses {
  private Responses() {}

  static GetSessionResponse read(ReadSession read) {
    Session session = read.session();
    return GetSessionResponse.newBuilder()
        .setSession(info(session.version(), session.times()))
        .setNotModified(read.notModified())
        .setPayload(read.notModified() ? ByteString.EMPTY : payload(session))
        .setUnverified(!read.verified())
        .build();
  }

  static TouchSessionResponse touched(ReadSession touched) {
    Session session = touched.session();
    return TouchSessionResponse.newBuilder()
        .setSession(info(session.version(), session.times()))
        .build();
  }

  static WriteSessionResponse written(WrittenSession written) {
    return WriteSessionResponse.newBuilder()
        .setSession(info(written.version(), written.times()))
        .setDurability(durability(written.durability()))
        .setLock(lock(written.lock()))
        .setCreated(written.created())
        .build();
  }

  static RotateSessionResponse rotated(WrittenSession written) {
    return RotateSessionResponse.newBuilder()
        .setSession(info(written.version(), written.times()))
        .setDurability(durability(written.durability()))
        .build();
  }

  static EndSessionResponse ended(EndedSession ended) {
    return EndSessionResponse.newBuilder().setDurability(durability(ended.durability())).build();
  }

  static AcquireSessionResponse acquired(AcquiredSession acquired) {
    AcquireSessionResponse.Builder response =
        AcquireSessionResponse.newBuilder()
            .setNotModified(acquired.notModified())
            .setLockExpireTime(timestamp(acquired.lease().expireTime()));
    Session session = acquired.session();
    if (session != null) {
      response.setSession(info(session.version(), session.times()));
      response.setPayload(acquired.notModified() ? ByteString.EMPTY : payload(session));
    }
    return response.build();
  }

  static RenewLockResponse renewed(Lease lease) {
    return RenewLockResponse.newBuilder().setLockExpireTime(timestamp(lease.expireTime())).build();
  }

  static ListUserSessionsResponse listed(UserSessionList list) {
    return ListUserSessionsResponse.newBuilder()
        .addAllSessions(list.sessions().stream().map(Responses::listed).toList())
        .setMore(list.more())
        .build();
  }

  private static UserSession listed(dev.holdfast.session.UserSession session) {
    return UserSession.newBuilder()
        .setHandle(session.handle())
        .setCreateTime(timestamp(session.times().createTime()))
        .setExpireTime(timestamp(session.times().idleExpireTime()))
        .setLifetimeExpireTime(timestamp(session.times().lifetimeExpireTime()))
        .build();
  }

  private static ByteString payload(Session session) {
    return UnsafeByteOperations.unsafeWrap(session.payload().bytes());
  }

  private static SessionInfo info(SessionVersion version, SessionTimes times) {
    return SessionInfo.newBuilder()
        .setEtag(version.etag())
        .setCreateTime(timestamp(times.createTime()))
        .setExpireTime(timestamp(times.idleExpireTime()))
        .setLifetimeExpireTime(timestamp(times.lifetimeExpireTime()))
        .build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static Durability durability(dev.holdfast.session.@Nullable Durability durability) {
    return switch (durability) {
      case null -> Durability.DURABILITY_UNSPECIFIED;
      case MEMORY -> Durability.MEMORY;
      case ONE_COPY -> Durability.ONE_COPY;
      case TWO_COPIES -> Durability.TWO_COPIES;
      case CACHE -> Durability.CACHE;
      case DATABASE -> Durability.DATABASE;
    };
  }

  private static LockState lock(dev.holdfast.session.LockState state) {
    return switch (state) {
      case NONE -> LockState.LOCK_STATE_UNSPECIFIED;
      case HELD -> LockState.HELD;
      case RELEASED -> LockState.RELEASED;
      case LOST -> LockState.LOST;
    };
  }
}
