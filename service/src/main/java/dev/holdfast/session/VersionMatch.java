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
    return refusal.withCurrent(version).withOutcome(outcome(current, wanted));
  }

  /**
   * Tells whether a refused write may be a late repeat: beyond the log nobody can say whether this
   * very operation made one of the versions since its base.
   *
   * @param base the version the write started from, or null where there was none
   */
  static Outcome outcome(Current current, @Nullable SessionVersion base) {
    SessionVersion version = current.base();
    long writes = (version == null ? 0 : version.counter()) - (base == null ? 0 : base.counter());
    return writes > OperationLog.CAPACITY ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
  }
}
