package dev.holdfast.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, plus what it was advanced by. It goes on by itself, so that waits end. */
final class SteerableClock implements InstantSource {
  private final InstantSource system = InstantSource.system();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return system.instant().plus(ahead.get());
  }

  /** Moves the clock; never back, because the service under test relies on that. */
  void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("by: " + by + " (expected: not negative)");
    }
    ahead.accumulateAndGet(by, Duration::plus);
  }
}
