package dev.holdfast.client.session;

import dev.holdfast.client.Problem;
import java.io.Serial;
import java.time.Duration;

/**
 * Nobody knows whether the session exists, or whether it was saved: an outage, never a log-out.
 * Answer 503 with {@code Retry-After} and keep the cookie.
 */
public sealed class SessionUnavailableException extends SessionException
    permits SessionLockedException {
  @Serial private static final long serialVersionUID = 1;
  private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(2);

  private final transient Problem problem;
  private final long retryAfterSeconds;

  SessionUnavailableException(String what, Problem problem) {
    super(what + ": " + problem.sentence(), null);
    this.problem = problem;
    Duration told = problem.hints().retryAfter();
    long millis = (told == null ? DEFAULT_RETRY_AFTER : told).toMillis();
    this.retryAfterSeconds = Math.max((millis + 999) / 1000, 1);
  }

  /** Returns what is known. */
  public Problem problem() {
    return problem;
  }

  /** Returns the value of {@code Retry-After}: seconds, one at least. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
