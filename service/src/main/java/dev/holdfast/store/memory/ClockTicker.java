package dev.holdfast.store.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Makes a cache expire by the clock of the service, so that one clock rules all. */
record ClockTicker(InstantSource clock) implements Ticker {
  @Override
  public long read() {
    return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
  }
}
