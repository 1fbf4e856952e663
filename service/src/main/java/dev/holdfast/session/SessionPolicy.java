package dev.holdfast.session;

import java.time.Duration;

/**
 * The rules of one namespace.
 *
 * @param expiry how long sessions last
 * @param maxPayloadBytes the largest payload
 * @param locks the bounds of leases and waits
 * @param grace the bounds of the grace of a rotated key
 * @param care how much is risked for an answer
 */
public record SessionPolicy(
    Expiry expiry, int maxPayloadBytes, Locks locks, Grace grace, Care care) {

  /** What a namespace gets that sets nothing. */
  public static final SessionPolicy DEFAULT =
      new SessionPolicy(
          new Expiry(Duration.ofMinutes(30), Duration.ofHours(12)),
          1_000_000,
          new Locks(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30)),
          new Grace(Duration.ofSeconds(30), Duration.ofMinutes(5)),
          new Care(false, Unverified.REFUSE));

  /**
   * How long sessions last.
   *
   * @param idleTimeout without use
   * @param lifetime at the most
   */
  public record Expiry(Duration idleTimeout, Duration lifetime) {
    /** Checks that both are positive and the first is not longer than the second. */
    public Expiry {
      requirePositive("idle-timeout", idleTimeout);
      requireAtMost("idle-timeout", idleTimeout, lifetime);
    }
  }

  /**
   * The bounds of locks.
   *
   * @param defaultLease the lease of an acquire that names none
   * @param maxLease the longest lease
   * @param maxWait the longest wait for a held lock
   */
  public record Locks(Duration defaultLease, Duration maxLease, Duration maxWait) {
    /** Checks that the default is positive and within the maximum. */
    public Locks {
      requirePositive("lease", defaultLease);
      requireAtMost("lease", defaultLease, maxLease);
    }
  }

  /**
   * The bounds of the grace of a rotated key.
   *
   * @param byDefault the grace of a rotate that names none
   * @param max the longest grace
   */
  public record Grace(Duration byDefault, Duration max) {
    /** Checks that the default is within the maximum. */
    public Grace {
      requireAtMost("grace", byDefault, max);
    }
  }

  /**
   * How much is risked for an answer.
   *
   * @param conditionRequired whether every save must name the version it replaces
   * @param unverified what a read answers of a session whose current state cannot be proved
   */
  public record Care(boolean conditionRequired, Unverified unverified) {}

  /** What a read answers of a session whose current state cannot be proved. */
  public enum Unverified {
    /** A refusal. */
    REFUSE,
    /** The best live state that there is, marked as unverified. */
    SERVE
  }

  /** Checks the payload limit. */
  public SessionPolicy {
    if (maxPayloadBytes <= 0) {
      throw new InvalidInputException("max-payload-bytes: " + maxPayloadBytes + " (expected: > 0)");
    }
  }

  private static void requirePositive(String what, Duration value) {
    if (!value.isPositive()) {
      throw new InvalidInputException(what + ": " + value + " (expected: > 0)");
    }
  }

  /** Returns {@code value}, or throws a message that names the limit. */
  static Duration requireAtMost(String what, Duration value, Duration max) {
    if (value.isNegative() || value.compareTo(max) > 0) {
      throw new InvalidInputException(
          what
              + ": "
              + Durations.format(value)
              + " (expected: at most "
              + Durations.format(max)
              + ")");
    }
    return value;
  }
}
