package dev.holdfast.grpc;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.holdfast.session.Refusal;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Turns refusals into a status with a google.rpc.ErrorInfo (AIP-193). */
final class GrpcErrors {
  private static final String DOMAIN = "holdfast.dev";

  private GrpcErrors() {}

  static StatusRuntimeException of(Refusal refusal) {
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder()
            .setReason(refusal.code().reason())
            .setDomain(DOMAIN)
            .putMetadata("outcome", refusal.outcome().wireName())
            .putMetadata("retryable", Boolean.toString(refusal.code().isRetryable()));
    if (refusal.current() != null) {
      info.putMetadata("current_etag", refusal.current().etag());
    }
    if (refusal.retryAfter() != null) {
      info.putMetadata("retry_after_ms", Long.toString(refusal.retryAfter().toMillis()));
    }
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(GrpcStatuses.of(refusal.code()).getNumber())
            .setMessage(refusal.detail())
            .addDetails(Any.pack(info.build()))
            .build());
  }
}
