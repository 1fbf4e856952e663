package dev.holdfast.store.memcached;

/**
 * Thrown where a pool does not begin a change of its ring. Nothing is changed then, but for {@link
 * Reason#UNDECIDED}: such a change may still come about by itself.
 */
public final class RingChangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why not. */
  public enum Reason {
    /** The nodes asked for cannot make a ring: too few, one twice, or one that is not empty. */
    INVALID,
    /** Another change goes on. */
    BUSY,
    /** A node that has to be told does not answer, or its answers do not count yet. */
    UNAVAILABLE,
    /** Some nodes took the change, not most: nobody knows what becomes of it. */
    UNDECIDED
  }

  /**
   * @param message what is wrong, with the value and what was expected
   */
  public RingChangeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns why. */
  public Reason reason() {
    return reason;
  }
}
