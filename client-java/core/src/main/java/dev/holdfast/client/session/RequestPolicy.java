package dev.holdfast.client.session;

/**
 * How the requests of one kind work on their session.
 *
 * @param mode with a lock, optimistically, or only reading
 * @param slides whether a request that changes nothing renews the idle timeout; a save always does
 */
public record RequestPolicy(SessionMode mode, boolean slides) {
  /** Under the lock, renewing the idle timeout. */
  public static final RequestPolicy EXCLUSIVE = new RequestPolicy(SessionMode.EXCLUSIVE, true);

  /** Without a lock, renewing the idle timeout. */
  public static final RequestPolicy OPTIMISTIC = new RequestPolicy(SessionMode.OPTIMISTIC, true);

  /** Only reading, renewing the idle timeout. */
  public static final RequestPolicy READ_ONLY = new RequestPolicy(SessionMode.READ_ONLY, true);

  /** Refuses what cannot be: to take a lock is a use of the session. */
  public RequestPolicy {
    if (mode == SessionMode.EXCLUSIVE && !slides) {
      throw new IllegalArgumentException(
          "no-slide: exclusive (expected: optimistic or read-only; a lock counts as use)");
    }
  }

  /** Returns this policy for requests that must not renew the idle timeout, such as polling. */
  public RequestPolicy withoutSlide() {
    return new RequestPolicy(mode, false);
  }
}
