package dev.holdfast.store.memcached;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of one schedule. It stands still until the schedule moves it. */
final class SimulatedClock implements InstantSource {
  private static final long START_MILLIS = 1_800_000_000_000L;

  private long millis = START_MILLIS;

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public long millis() {
    return millis;
  }

  long nanoTime() {
    return millis * 1_000_000;
  }

  void advance(Duration time) {
    millis += time.toMillis();
  }
}
