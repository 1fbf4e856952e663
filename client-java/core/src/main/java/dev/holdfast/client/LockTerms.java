package dev.holdfast.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a request waits for the lock of its session, and how long it may keep it.
 *
 * @param patience at most 30 s; zero: a held lock is refused at once
 * @param lease how long the lock lasts unless it is renewed; null for the namespace's default
 */
public record LockTerms(Duration patience, @Nullable Duration lease) {
  /** A wait of 6 s, which outlasts the lease of a killed holder, and a lease of 5 s. */
  public static final LockTerms DEFAULT =
      new LockTerms(Duration.ofSeconds(6), Duration.ofSeconds(5));

  /** Refuses a negative wait. */
  public LockTerms {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("wait: " + patience + " (expected: 0s or more)");
    }
  }

  /** Returns these terms without a wait. */
  public LockTerms withoutWait() {
    return new LockTerms(Duration.ZERO, lease);
  }
}
