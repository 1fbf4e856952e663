package dev.holdfast.store.memcached;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** Publishes what sweeps and repairs do as {@code holdfast_sweep_*}. */
final class SweepMeters {
  private SweepMeters() {}

  static void register(MeterRegistry meters, SweepTally tally, Verdicts verdicts) {
    Gauge.builder("holdfast.sweep.running", tally, t -> t.running().get() ? 1 : 0)
        .description("Whether this replica goes through the keys of the pool now")
        .register(meters);
    Gauge.builder("holdfast.sweep.expected", tally, t -> t.expected().get())
        .description("Keys that the sweep under way, or the last one, was to look at")
        .register(meters);
    count(meters, "holdfast.sweep.keys", "Keys looked at", tally.checked());
    count(meters, "holdfast.sweep.repaired", "Keys brought to one state", tally.repaired());
    count(meters, "holdfast.sweep.settled", "Keys where one of two had to win", verdicts.settled());
    count(meters, "holdfast.sweep.lost", "Keys whose payload was nowhere", verdicts.lost());
    count(meters, "holdfast.sweep.finished", "Sweeps that came to their end", tally.finished());
    count(meters, "holdfast.sweep.failed", "Sweeps that did not", tally.failed());
  }

  private static void count(MeterRegistry meters, String name, String what, LongAdder count) {
    FunctionCounter.builder(name, count, LongAdder::doubleValue).description(what).register(meters);
  }
}
