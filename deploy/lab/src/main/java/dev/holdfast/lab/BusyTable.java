package dev.holdfast.lab;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.postgres.PostgresRecords;
import dev.holdfast.store.postgres.PostgresSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A table of sessions that are saved and used, on a clock by which it takes an hour. */
final class BusyTable implements AutoCloseable {
  private static final Callers CALLERS = new Callers(50, 200);
  private static final long MILLIS_EACH = 18; // 200,000 of them are an hour

  private final AtomicLong millis = new AtomicLong(InstantSource.system().millis());
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
  private final BenchStates states = new BenchStates(clock);
  private final @Nullable Session[] saved = new Session[CALLERS.numbers()];
  private final PostgresRecords records;

  BusyTable(PostgresSettings settings) {
    records = PostgresRecords.start(settings, clock, new SimpleMeterRegistry());
  }

  void fill() throws MeasurementException, InterruptedException {
    CALLERS.each(number -> write(number, null, states.first(key(number))));
  }

  /** Saves and uses sessions in turn, so many times in all, and returns how many times a second. */
  double update(int updates) throws MeasurementException, InterruptedException {
    long start = System.nanoTime();
    for (int round = 0; round < updates / CALLERS.numbers(); round++) {
      boolean even = round % 2 == 0;
      CALLERS.each(number -> update(number, even == (number % 2 == 0)));
    }
    return updates * 1e9 / (System.nanoTime() - start);
  }

  private void update(int number, boolean save) throws MeasurementException {
    Session last = saved[number];
    if (last == null) {
      throw new MeasurementException("session " + number + " was not created");
    }
    millis.addAndGet(MILLIS_EACH);
    Session used = states.used(last);
    if (save) {
      write(number, last, BenchStates.next(key(number), used));
    } else {
      records.slide(key(number), used);
      saved[number] = used;
    }
  }

  private void write(int number, @Nullable Session base, Session next) throws MeasurementException {
    WriteOutcome outcome = records.write(key(number), base == null ? null : base.version(), next);
    if (!(outcome instanceof WriteOutcome.Applied)) {
      throw new MeasurementException("a write answered " + outcome + " (expected: applied)");
    }
    saved[number] = next;
  }

  private static StoreKey key(int number) {
    return BenchStates.key("table", number);
  }

  @Override
  public void close() {
    records.close();
  }
}
