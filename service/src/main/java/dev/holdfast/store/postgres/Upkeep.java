package dev.holdfast.store.postgres;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done in the background, again and again. */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int THREADS = 3; // a sweep or slides that wait must not hold back a probe

  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("holdfast-database-upkeep-", 1).factory());

  /** Runs the work in every interval from now on. */
  void every(Duration interval, Runnable work) {
    long millis = interval.toMillis();
    var _ = threads.scheduleWithFixedDelay(() -> run(work), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.error("upkeep failed: {}", e.getClass().getName()); // it would never run again, unseen
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
