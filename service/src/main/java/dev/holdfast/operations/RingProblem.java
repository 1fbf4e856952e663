package dev.holdfast.operations;

/**
 * Why a call on the ring failed. It has changed nothing, but for {@link #RING_UNDECIDED}: then the
 * change may still come about.
 */
public enum RingProblem {
  /** The body, or the form of a node, is wrong. */
  INVALID_ARGUMENT(400, "The request is malformed"),
  /** No token, or one that nobody knows. */
  UNAUTHENTICATED(401, "The token of an operator is needed"),
  /** No operator has a token. */
  CHANGES_CLOSED(403, "This replica takes no changes"),
  /** Sessions are kept in the memory of the replica. */
  NO_POOL(409, "This replica has no pool"),
  /** The replica was started without a configuration file. */
  NO_CONFIGURATION_FILE(409, "There is no configuration file to read"),
  /** The configuration file cannot be read, or has an error. */
  CONFIGURATION_UNUSABLE(409, "The configuration file cannot be used"),
  /** Another change goes on. */
  RING_BUSY(409, "The ring is changing already"),
  /** The body has another media type than the expected one. */
  UNSUPPORTED_MEDIA_TYPE(415, "The body has the wrong media type"),
  /** The nodes cannot make a ring. */
  RING_INVALID(422, "These nodes make no ring"),
  /** A node that has to be told does not answer. */
  RING_UNAVAILABLE(503, "The nodes cannot be told now"),
  /** Some nodes took the change, not most. */
  RING_UNDECIDED(503, "Too few nodes took the change");

  private final int status;
  private final String title;

  RingProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** Returns the HTTP status. */
  int status() {
    return status;
  }

  /** Returns one short sentence for people. */
  String title() {
    return title;
  }

  /** Returns whether the same call may succeed later. */
  boolean isRetryable() {
    return this == RING_BUSY || this == RING_UNAVAILABLE || this == RING_UNDECIDED;
  }

  /** Returns what became of the change, in the words of the protocol. */
  String outcome() {
    return this == RING_UNDECIDED ? "unknown" : "not-applied";
  }
}
