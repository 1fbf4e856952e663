package dev.holdfast.client.adapter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on by itself, and further when it is told to. */
public final class SteeredClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  /** A clock at the present. */
  public SteeredClock() {}

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  /** Goes further. */
  public void pass(Duration time) {
    ahead = ahead.plus(time);
  }
}
