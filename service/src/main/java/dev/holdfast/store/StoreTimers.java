package dev.holdfast.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** One timer for each call and outcome, made when it is first needed. */
final class StoreTimers {
  private static final int RESULTS = Result.values().length;

  private final MeterRegistry meters;
  private final AtomicReferenceArray<Timer> timers =
      new AtomicReferenceArray<>(Call.values().length * RESULTS);

  /** The calls of a store. */
  enum Call {
    FIND,
    WRITE,
    SLIDE,
    ACQUIRE,
    HOLDER,
    RENEW,
    RELEASE
  }

  /** How a call ended. */
  enum Result {
    FOUND,
    ABSENT,
    ENDED,
    LOST,
    UNVERIFIED,
    APPLIED,
    CONFLICT,
    HELD,
    UNAVAILABLE,
    UNKNOWN,
    TOO_LARGE,
    FAILED
  }

  StoreTimers(MeterRegistry meters) {
    this.meters = meters;
  }

  @SuppressWarnings("EnumOrdinal") // an index of this array, and of nothing that is kept
  void record(Call call, Result result, long nanos) {
    int index = call.ordinal() * RESULTS + result.ordinal();
    Timer timer = timers.get(index);
    if (timer == null) {
      timer = register(call, result);
      timers.set(index, timer);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer register(Call call, Result result) {
    return Timer.builder("holdfast.store")
        .description("Calls of the session store")
        .tag("call", wire(call))
        .tag("outcome", wire(result))
        .register(meters);
  }

  private static String wire(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
