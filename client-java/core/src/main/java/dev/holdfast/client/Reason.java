package dev.holdfast.client;

/** Why a call failed: the service's own word, or what the client met instead of one. */
public enum Reason {
  /** The request is malformed. */
  INVALID_ARGUMENT,
  /** No token, or one that nobody knows. */
  UNAUTHENTICATED,
  /** The token does not open this namespace, or there is none of this name. */
  PERMISSION_DENIED,
  /** There is no session under this key. */
  SESSION_NOT_FOUND,
  /** The session was ended. */
  SESSION_ENDED,
  /** A create met a live session. */
  SESSION_EXISTS,
  /** Another version is current. */
  VERSION_MISMATCH,
  /** The namespace takes no unconditional save. */
  CONDITION_REQUIRED,
  /** Another operation moved the session already. */
  ALREADY_ROTATED,
  /** Another owner holds the lock. */
  LOCK_HELD,
  /** The lock is not the caller's any more. */
  LOCK_LOST,
  /** The payload is above the limit. */
  PAYLOAD_TOO_LARGE,
  /** The call needs a durable store. */
  NEEDS_DATABASE,
  /** The caller is over its limit. */
  RATE_LIMITED,
  /** The store did not answer. */
  STORE_UNAVAILABLE,
  /** Too few nodes answer to prove which state is current. */
  SESSION_UNVERIFIED,
  /** The session existed, and its payload is nowhere. */
  SESSION_LOST,
  /** A write may or may not have been applied. */
  OUTCOME_UNKNOWN,
  /** The replica is stopping. */
  DRAINING,
  /** There is no such path or call. */
  ROUTE_NOT_FOUND,
  /** The path has no such method. */
  METHOD_NOT_ALLOWED,
  /** The body has an unexpected media type. */
  UNSUPPORTED_MEDIA_TYPE,
  /** A fault of the service. */
  INTERNAL,
  /** No endpoint gave an answer in time. */
  NO_ANSWER,
  /** The answer is not of this protocol. */
  UNEXPECTED_ANSWER,
  /** The calling thread was interrupted. */
  INTERRUPTED,
  /** A word of the service that this client does not know. */
  OTHER;

  /** Returns the reason of a name in the protocol; {@link #OTHER} for an unknown one. */
  public static Reason named(String name) {
    for (Reason reason : values()) {
      if (reason.name().equals(name) && reason.compareTo(NO_ANSWER) < 0) {
        return reason;
      }
    }
    return OTHER;
  }

  /** Whether it says that a write met another state than it was made for. */
  public boolean isConflict() {
    return this == VERSION_MISMATCH || this == SESSION_EXISTS || this == ALREADY_ROTATED;
  }

  /**
   * Whether it says that the write was not applied by an earlier attempt either: the service looks
   * at operation ids before it judges the state of a session, but after what it limits and admits.
   * A lost lock says nothing: the earlier attempt may have been the one that freed it.
   */
  public boolean isOfState() {
    return isConflict() || isAbsence() || this == LOCK_HELD;
  }

  /** Whether it is the service's own word, and not that of a client without an answer. */
  public boolean isOfService() {
    return compareTo(NO_ANSWER) < 0 || this == OTHER;
  }

  /** Whether it says that there is no session. */
  public boolean isAbsence() {
    return this == SESSION_NOT_FOUND || this == SESSION_ENDED;
  }
}
