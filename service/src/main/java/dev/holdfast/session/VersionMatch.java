package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/** Checks a version condition against the current state. */
final class VersionMatch {
  private VersionMatch() {}

  /** Returns the refusal, or null when the condition holds or there is none. */
  static @Nullable Refusal check(Current current, @Nullable SessionVersion wanted) {
    if (wanted == null || current.live().version().equals(wanted)) {
      return null;
    }
    SessionVersion version = current.live().version();
    Refusal refusal =
        Refusal.of(
            ErrorCode.VERSION_MISMATCH,
            "If-Match: %s (expected: %s)".formatted(wanted.etag(), version.etag()));
    return refusal.withCurrent(version).withOutcome(outcome(version, wanted));
  }

  /** Beyond the log nobody can tell whether this very operation made one of the later versions. */
  private static Outcome outcome(SessionVersion version, SessionVersion wanted) {
    long writesSince = version.counter() - wanted.counter();
    return writesSince > OperationLog.CAPACITY ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
  }
}
