package dev.holdfast.lab.history;

/**
 * One call as its caller saw it. A repetition of a write is a call of its own, with the same
 * operation.
 *
 * @param key the session
 * @param client who called
 * @param begin when it was sent, on any monotonic clock: nanoseconds, or steps of a simulation
 * @param end when it was answered or given up, on the same clock; greater than {@code begin}
 * @param kind what was asked
 * @param result what was answered
 * @param base the version that the write replaces; 0 for a create and for what is no write
 * @param version the version that was read or that the write made, also when the outcome is
 *     unknown; 0 where the caller does not know it
 * @param operation the operation id of a write or an end; empty for reads
 * @param seen the operation id found in the payload that was read; empty when nothing was read
 */
public record SessionCall(
    String key,
    int client,
    long begin,
    long end,
    Kind kind,
    Result result,
    long base,
    long version,
    String operation,
    String seen) {
  private static final int NONCE_BITS = 23;

  /** What was asked. */
  public enum Kind {
    /** A read of a session. */
    READ,
    /** A create or a save. */
    WRITE,
    /** An end: the session becomes a tombstone. */
    END
  }

  /** What was answered. */
  public enum Result {
    /** A read: this version, these bytes. */
    FOUND,
    /** There is no session. */
    ABSENT,
    /** The session was ended. */
    ENDED,
    /** The write stands. */
    APPLIED,
    /** The write does not stand, and never will under this operation. */
    NOT_APPLIED,
    /** The write may stand. */
    UNKNOWN,
    /** There was a session, and its bytes are gone. */
    LOST,
    /** The nodes that could prove the answer are silent. */
    UNVERIFIED,
    /** The store did not answer. */
    UNAVAILABLE
  }

  /** Checks that the call lasted. */
  public SessionCall {
    if (end <= begin) {
      throw new IllegalArgumentException("end: " + end + " (expected: > " + begin + ")");
    }
  }

  /** Returns how many writes led to a version; 0 for no version. */
  static long counter(long version) {
    return version >>> NONCE_BITS;
  }

  boolean isRead() {
    return kind == Kind.READ;
  }

  /** True when the caller was told that there is no session, whatever it asked. */
  boolean isAbsence() {
    return kind != Kind.END && (result == Result.ABSENT || result == Result.ENDED);
  }

  /** True when the caller knows from the answer that this version stood. */
  boolean provesVersion() {
    return result == Result.FOUND || (kind == Kind.WRITE && result == Result.APPLIED);
  }
}
