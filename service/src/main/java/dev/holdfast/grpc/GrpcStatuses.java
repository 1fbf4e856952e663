package dev.holdfast.grpc;

import com.google.rpc.Code;
import dev.holdfast.session.ErrorCode;

/** The gRPC status of every error. */
final class GrpcStatuses {
  private GrpcStatuses() {}

  static Code of(ErrorCode code) {
    return switch (code) {
      case INVALID_ARGUMENT, PAYLOAD_TOO_LARGE, METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE ->
          Code.INVALID_ARGUMENT;
      case UNAUTHENTICATED -> Code.UNAUTHENTICATED;
      case PERMISSION_DENIED -> Code.PERMISSION_DENIED;
      case SESSION_NOT_FOUND, NO_SESSION_TO_MATCH, SESSION_ENDED -> Code.NOT_FOUND;
      case SESSION_EXISTS -> Code.ALREADY_EXISTS;
      case VERSION_MISMATCH, ALREADY_ROTATED, LOCK_HELD, LOCK_LOST -> Code.ABORTED;
      case CONDITION_REQUIRED -> Code.FAILED_PRECONDITION;
      case NEEDS_DATABASE, ROUTE_NOT_FOUND -> Code.UNIMPLEMENTED;
      case RATE_LIMITED -> Code.RESOURCE_EXHAUSTED;
      case STORE_UNAVAILABLE, SESSION_UNVERIFIED, SESSION_LOST, DRAINING -> Code.UNAVAILABLE;
      case OUTCOME_UNKNOWN -> Code.DEADLINE_EXCEEDED;
      case INTERNAL -> Code.INTERNAL;
    };
  }
}
