package dev.holdfast.store.memcached;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Publishes the step of the ring as {@code holdfast_ring_*}. */
final class RingMeters {
  private RingMeters() {}

  static void register(MeterRegistry meters, RingFollower follower) {
    Gauge.builder("holdfast.ring.epoch", follower, f -> f.layout().plan().epoch())
        .description("The step of the ring this replica follows; 0 while it knows none")
        .register(meters);
    Gauge.builder("holdfast.ring.changing", follower, f -> f.layout().plan().isAtRest() ? 0 : 1)
        .description("Whether sessions are being carried over to other nodes")
        .register(meters);
  }
}
