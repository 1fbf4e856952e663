package dev.holdfast.operations;

import dev.holdfast.session.CallObserver;
import dev.holdfast.session.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one door: {@code holdfast_requests_seconds} by call and outcome, {@code
 * holdfast_conflicts_total}, and {@code holdfast_lock_wait_seconds}.
 */
public final class MeteredCalls implements CallObserver {
  private static final int OUTCOMES = ErrorCode.values().length + 1;

  private final MeterRegistry registry;
  private final String door;
  private final AtomicReferenceArray<@Nullable Timer> timers =
      new AtomicReferenceArray<>(Call.values().length * OUTCOMES);
  private final Counter conflicts;
  private final Timer lockWaits;

  /**
   * @param registry where the meters live
   * @param door the name of the door
   */
  public MeteredCalls(MeterRegistry registry, String door) {
    this.registry = registry;
    this.door = door;
    this.conflicts = registry.counter("holdfast.conflicts", "door", door);
    this.lockWaits =
        Timer.builder("holdfast.lock.wait")
            .tag("door", door)
            .publishPercentileHistogram()
            .register(registry);
  }

  @Override
  public void answered(Call call, @Nullable ErrorCode refusal, long nanos) {
    timer(call, refusal).record(nanos, TimeUnit.NANOSECONDS);
    if (refusal == ErrorCode.VERSION_MISMATCH) {
      conflicts.increment();
    }
  }

  @Override
  public void waited(Duration wait) {
    lockWaits.record(wait);
  }

  @SuppressWarnings("EnumOrdinal") // an index into an array that lives as long as the enum
  private Timer timer(Call call, @Nullable ErrorCode refusal) {
    int at = call.ordinal() * OUTCOMES + (refusal == null ? 0 : refusal.ordinal() + 1);
    Timer known = timers.get(at);
    if (known != null) {
      return known;
    }
    String outcome = refusal == null ? "ok" : refusal.name().toLowerCase(Locale.ROOT);
    Timer timer =
        Timer.builder("holdfast.requests")
            .tag("door", door)
            .tag("call", call.name().toLowerCase(Locale.ROOT))
            .tag("outcome", outcome)
            .publishPercentileHistogram()
            .register(registry);
    timers.set(at, timer);
    return timer;
  }
}
