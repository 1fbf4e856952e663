package dev.holdfast.client.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.UnsafeByteOperations;
import dev.holdfast.api.v1.AcquireSessionRequest;
import dev.holdfast.api.v1.CreateSessionRequest;
import dev.holdfast.api.v1.EndSessionRequest;
import dev.holdfast.api.v1.EndUserSessionsRequest;
import dev.holdfast.api.v1.GetSessionRequest;
import dev.holdfast.api.v1.ListUserSessionsRequest;
import dev.holdfast.api.v1.ReleaseLockRequest;
import dev.holdfast.api.v1.RenewLockRequest;
import dev.holdfast.api.v1.RotateSessionRequest;
import dev.holdfast.api.v1.SaveSessionRequest;
import dev.holdfast.api.v1.Touch;
import dev.holdfast.api.v1.TouchSessionRequest;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.OperationId;
import dev.holdfast.client.ReadTerms;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.Write;
import org.jspecify.annotations.Nullable;

/**
 * Writes calls as messages.
 *
 * @param namespace the tenant
 */
record GrpcRequests(String namespace) {
  GetSessionRequest find(SessionKey key, ReadTerms terms) {
    return GetSessionRequest.newBuilder()
        .setNamespace(namespace)
        .setKey(key.value())
        .setIfNoneMatch(text(terms.have()))
        .setTouch(terms.touch() ? Touch.AUTO : Touch.NEVER)
        .build();
  }

  CreateSessionRequest create(SessionKey key, Write write) {
    return CreateSessionRequest.newBuilder()
        .setNamespace(namespace)
        .setKey(key.value())
        .setPayload(payload(write))
        .setOperationId(write.operation().value())
        .setLockOwner(owner(write))
        .setRelease(write.release())
        .setUser(user(write))
        .build();
  }

  SaveSessionRequest save(SessionKey key, Write write, @Nullable String ifMatch) {
    return SaveSessionRequest.newBuilder()
        .setNamespace(namespace)
        .setKey(key.value())
        .setPayload(payload(write))
        .setOperationId(write.operation().value())
        .setIfMatch(text(ifMatch))
        .setLockOwner(owner(write))
        .setRelease(write.release())
        .setUser(user(write))
        .build();
  }

  TouchSessionRequest touch(SessionKey key) {
    return TouchSessionRequest.newBuilder().setNamespace(namespace).setKey(key.value()).build();
  }

  EndSessionRequest end(SessionKey key, OperationId operation, @Nullable String ifMatch) {
    return EndSessionRequest.newBuilder()
        .setNamespace(namespace)
        .setKey(key.value())
        .setOperationId(operation.value())
        .setIfMatch(text(ifMatch))
        .build();
  }

  RotateSessionRequest rotate(
      SessionKey key,
      SessionKey newKey,
      java.time.@Nullable Duration grace,
      OperationId operation) {
    RotateSessionRequest.Builder message =
        RotateSessionRequest.newBuilder()
            .setNamespace(namespace)
            .setKey(key.value())
            .setNewKey(newKey.value())
            .setOperationId(operation.value());
    if (grace != null) {
      message.setGrace(duration(grace));
    }
    return message.build();
  }

  /**
   * Writes an acquire.
   *
   * @param patience what is left of the wait
   */
  AcquireSessionRequest acquire(
      SessionKey key,
      LockOwner owner,
      java.time.@Nullable Duration lease,
      java.time.Duration patience,
      @Nullable String have) {
    AcquireSessionRequest.Builder message =
        AcquireSessionRequest.newBuilder()
            .setNamespace(namespace)
            .setKey(key.value())
            .setOwner(owner.value())
            .setHave(text(have));
    if (lease != null) {
      message.setLease(duration(lease));
    }
    if (!patience.isZero()) {
      message.setWait(duration(patience));
    }
    return message.build();
  }

  RenewLockRequest renew(SessionKey key, LockOwner owner, java.time.@Nullable Duration lease) {
    RenewLockRequest.Builder message =
        RenewLockRequest.newBuilder()
            .setNamespace(namespace)
            .setKey(key.value())
            .setOwner(owner.value());
    if (lease != null) {
      message.setLease(duration(lease));
    }
    return message.build();
  }

  ReleaseLockRequest release(SessionKey key, LockOwner owner) {
    return ReleaseLockRequest.newBuilder()
        .setNamespace(namespace)
        .setKey(key.value())
        .setOwner(owner.value())
        .build();
  }

  ListUserSessionsRequest userSessions(UserHash user) {
    return ListUserSessionsRequest.newBuilder()
        .setNamespace(namespace)
        .setUser(user.value())
        .build();
  }

  EndUserSessionsRequest endUserSessions(UserHash user, @Nullable SessionKey except) {
    return EndUserSessionsRequest.newBuilder()
        .setNamespace(namespace)
        .setUser(user.value())
        .setExcept(except == null ? "" : except.value())
        .build();
  }

  private static ByteString payload(Write write) {
    return UnsafeByteOperations.unsafeWrap(write.payload().bytes());
  }

  private static String owner(Write write) {
    LockOwner owner = write.lock();
    return owner == null ? "" : owner.value();
  }

  private static String user(Write write) {
    UserHash user = write.user();
    return user == null ? "" : user.value();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static Duration duration(java.time.Duration span) {
    return Duration.newBuilder().setSeconds(span.getSeconds()).setNanos(span.getNano()).build();
  }
}
