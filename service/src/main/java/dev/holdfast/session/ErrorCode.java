package dev.holdfast.session;

/**
 * Why a call failed. The {@link #reason()} is what every door tells; each door maps every constant
 * to its own status.
 */
public enum ErrorCode {
  /** The request is malformed. */
  INVALID_ARGUMENT("The request is malformed"),
  /** No token, or one that nobody knows. */
  UNAUTHENTICATED("A bearer token is needed"),
  /** The token does not open this namespace, or there is no such namespace. */
  PERMISSION_DENIED("This namespace is not open to the caller"),
  /** There is no session under this key. */
  SESSION_NOT_FOUND("There is no such session"),
  /** A conditional write met no session. */
  NO_SESSION_TO_MATCH("There is no session to match"),
  /** The session was ended. */
  SESSION_ENDED("The session has ended"),
  /** A create met a live session. */
  SESSION_EXISTS("The session exists already"),
  /** The condition names another version than the current one. */
  VERSION_MISMATCH("The session has another version"),
  /** The namespace takes no unconditional save. */
  CONDITION_REQUIRED("A save needs a condition here"),
  /** The session moved to another key by another operation. */
  ALREADY_ROTATED("The session has moved to another key"),
  /** Somebody else holds the lock. */
  LOCK_HELD("Somebody else holds the lock"),
  /** The caller does not hold the lock. */
  LOCK_LOST("The caller does not hold the lock"),
  /** The payload is above a limit. */
  PAYLOAD_TOO_LARGE("The payload is too large"),
  /** The call needs a durable store. */
  NEEDS_DATABASE("This call needs a database"),
  /** Too many callers wait. */
  RATE_LIMITED("Too many requests are waiting"),
  /** The store did not answer; nothing was applied. */
  STORE_UNAVAILABLE("The store does not answer"),
  /** The store cannot prove which state is current. */
  SESSION_UNVERIFIED("The state of the session cannot be proved now"),
  /** A newer state existed and is gone. */
  SESSION_LOST("The state of the session was lost"),
  /** A write may or may not have been applied. */
  OUTCOME_UNKNOWN("Whether the write was applied is not known"),
  /** The replica is stopping. */
  DRAINING("This replica is stopping"),
  /** No such path or call. */
  ROUTE_NOT_FOUND("There is nothing here"),
  /** No such method on this path. */
  METHOD_NOT_ALLOWED("This method is not offered here"),
  /** The body has another media type than the expected one. */
  UNSUPPORTED_MEDIA_TYPE("The body has the wrong media type"),
  /** A fault of the service itself. */
  INTERNAL("The service failed");

  private final String title;

  ErrorCode(String title) {
    this.title = title;
  }

  /** Returns one short sentence for people. */
  public String title() {
    return title;
  }

  /** Returns the reason on the wire. */
  public String reason() {
    return this == NO_SESSION_TO_MATCH ? SESSION_NOT_FOUND.name() : name();
  }

  /** Returns whether the same call may succeed later or elsewhere. */
  public boolean isRetryable() {
    return switch (this) {
      case LOCK_HELD,
          RATE_LIMITED,
          STORE_UNAVAILABLE,
          SESSION_UNVERIFIED,
          OUTCOME_UNKNOWN,
          DRAINING ->
          true;
      default -> false;
    };
  }
}
