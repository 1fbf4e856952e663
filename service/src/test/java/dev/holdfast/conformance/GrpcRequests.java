package dev.holdfast.conformance;

import static java.util.Objects.requireNonNullElse;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.holdfast.api.v1.AcquireSessionRequest;
import dev.holdfast.api.v1.CreateSessionRequest;
import dev.holdfast.api.v1.EndSessionRequest;
import dev.holdfast.api.v1.GetSessionRequest;
import dev.holdfast.api.v1.RenewLockRequest;
import dev.holdfast.api.v1.RotateSessionRequest;
import dev.holdfast.api.v1.SaveSessionRequest;
import dev.holdfast.api.v1.Touch;
import org.jspecify.annotations.Nullable;

/** Writes calls as messages. */
final class GrpcRequests {
  private GrpcRequests() {}

  static GetSessionRequest of(String namespace, Call.Get get) {
    return GetSessionRequest.newBuilder()
        .setNamespace(namespace)
        .setKey(get.key())
        .setIfNoneMatch(text(get.ifNoneMatch()))
        .setTouch(get.slides() ? Touch.TOUCH_UNSPECIFIED : Touch.NEVER)
        .build();
  }

  static CreateSessionRequest of(String namespace, Call.Create create) {
    Call.WriteOptions options = create.options();
    return CreateSessionRequest.newBuilder()
        .setNamespace(namespace)
        .setKey(create.key())
        .setPayload(ByteString.copyFrom(create.payload()))
        .setOperationId(text(options.operation()))
        .setLockOwner(text(options.lock()))
        .setRelease(options.release())
        .setUser(text(options.user()))
        .build();
  }

  static SaveSessionRequest of(String namespace, Call.Save save) {
    Call.WriteOptions options = save.options();
    return SaveSessionRequest.newBuilder()
        .setNamespace(namespace)
        .setKey(save.key())
        .setPayload(ByteString.copyFrom(save.payload()))
        .setIfMatch(text(save.ifMatch()))
        .setOperationId(text(options.operation()))
        .setLockOwner(text(options.lock()))
        .setRelease(options.release())
        .setUser(text(options.user()))
        .build();
  }

  static EndSessionRequest of(String namespace, Call.End end) {
    return EndSessionRequest.newBuilder()
        .setNamespace(namespace)
        .setKey(end.key())
        .setOperationId(text(end.operation()))
        .setIfMatch(text(end.ifMatch()))
        .build();
  }

  static RotateSessionRequest of(String namespace, Call.Rotate rotate) {
    RotateSessionRequest.Builder message =
        RotateSessionRequest.newBuilder()
            .setNamespace(namespace)
            .setKey(rotate.key())
            .setNewKey(rotate.newKey())
            .setOperationId(text(rotate.operation()));
    if (rotate.grace() != null) {
      message.setGrace(duration(rotate.grace()));
    }
    return message.build();
  }

  static AcquireSessionRequest of(String namespace, Call.Acquire acquire) {
    AcquireSessionRequest.Builder message =
        AcquireSessionRequest.newBuilder()
            .setNamespace(namespace)
            .setKey(acquire.key())
            .setOwner(acquire.owner())
            .setHave(text(acquire.have()));
    if (acquire.lease() != null) {
      message.setLease(duration(acquire.lease()));
    }
    if (acquire.patience() != null) {
      message.setWait(duration(acquire.patience()));
    }
    return message.build();
  }

  static RenewLockRequest of(String namespace, Call.Renew renew) {
    RenewLockRequest.Builder message =
        RenewLockRequest.newBuilder()
            .setNamespace(namespace)
            .setKey(renew.key())
            .setOwner(renew.owner());
    if (renew.lease() != null) {
      message.setLease(duration(renew.lease()));
    }
    return message.build();
  }

  private static String text(@Nullable String value) {
    return requireNonNullElse(value, "");
  }

  private static Duration duration(String text) {
    java.time.Duration span = SpanText.parse(text);
    return Duration.newBuilder().setSeconds(span.getSeconds()).setNanos(span.getNano()).build();
  }
}
