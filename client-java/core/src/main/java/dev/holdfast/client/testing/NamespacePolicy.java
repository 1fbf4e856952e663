package dev.holdfast.client.testing;

import java.time.Duration;

/**
 * The limits of one namespace in memory.
 *
 * @param idleTimeout how long a session lives unused
 * @param lifetime how long it lives at all
 * @param maxPayloadBytes the largest payload
 * @param conditionRequired whether a save has to name a version
 */
public record NamespacePolicy(
    Duration idleTimeout, Duration lifetime, int maxPayloadBytes, boolean conditionRequired) {
  /** The defaults of the service: 30 min, 12 h, 1,000,000 bytes, no condition. */
  public static final NamespacePolicy DEFAULT =
      new NamespacePolicy(Duration.ofMinutes(30), Duration.ofHours(12), 1_000_000, false);

  static final Duration LEASE = Duration.ofSeconds(5);
  static final Duration LONGEST_LEASE = Duration.ofMinutes(1);
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  static final Duration GRACE = Duration.ofSeconds(30);
  static final Duration LONGEST_GRACE = Duration.ofMinutes(5);
}
