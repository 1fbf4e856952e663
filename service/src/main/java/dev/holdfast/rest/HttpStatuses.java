package dev.holdfast.rest;

import dev.holdfast.session.ErrorCode;

/** The HTTP status of every error. */
final class HttpStatuses {
  private HttpStatuses() {}

  static int of(ErrorCode code) {
    return switch (code) {
      case INVALID_ARGUMENT -> 400;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case SESSION_NOT_FOUND, ROUTE_NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case ALREADY_ROTATED, LOCK_LOST -> 409;
      case SESSION_ENDED -> 410;
      case NO_SESSION_TO_MATCH, SESSION_EXISTS, VERSION_MISMATCH -> 412;
      case PAYLOAD_TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case LOCK_HELD -> 423;
      case CONDITION_REQUIRED -> 428;
      case RATE_LIMITED -> 429;
      case INTERNAL -> 500;
      case NEEDS_DATABASE -> 501;
      case STORE_UNAVAILABLE, SESSION_UNVERIFIED, SESSION_LOST, DRAINING -> 503;
      case OUTCOME_UNKNOWN -> 504;
    };
  }

  /** Returns the error that the framework means by a status of its own. */
  static ErrorCode codeOf(int status) {
    return switch (status) {
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 403 -> ErrorCode.PERMISSION_DENIED;
      case 404 -> ErrorCode.ROUTE_NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
      case 406, 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      case 503 -> ErrorCode.STORE_UNAVAILABLE;
      default -> status >= 500 ? ErrorCode.INTERNAL : ErrorCode.INVALID_ARGUMENT;
    };
  }
}
