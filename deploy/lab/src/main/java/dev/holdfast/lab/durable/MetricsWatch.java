package dev.holdfast.lab.durable;

import dev.holdfast.lab.MeasurementException;
import dev.holdfast.lab.ReplicaMetrics;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Asks all replicas for their counts a few times a second. */
final class MetricsWatch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final String DATABASE_READS = "holdfast_database_reads_total";
  private static final String READS =
      "holdfast_requests_seconds_count{call=\"get\",door=\"rest\",outcome=\"ok\"";

  private final HttpClient http;
  private final List<Integer> ports;
  private final List<Warmth.Sample> samples = new ArrayList<>(); // guarded by this
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> watching;
  private volatile boolean done;

  /**
   * A watch that begins now. Every replica must have answered a read before.
   *
   * @param ports where the replicas serve operators
   */
  MetricsWatch(HttpClient http, List<Integer> ports) {
    this.http = http;
    this.ports = List.copyOf(ports);
    this.watching =
        thread.submit(
            () -> {
              watch();
              return null;
            });
  }

  private void watch() throws MeasurementException, InterruptedException {
    while (!done) {
      long begin = System.nanoTime();
      double databaseReads = 0;
      double reads = 0;
      for (int port : ports) {
        ReplicaMetrics metrics = ReplicaMetrics.ask(http, port);
        databaseReads += metrics.sum(DATABASE_READS);
        reads += metrics.sum(READS);
      }
      long end = System.nanoTime();
      add(new Warmth.Sample(begin + (end - begin) / 2, databaseReads, reads));
      LockSupport.parkNanos(INTERVAL.toNanos() - (end - begin));
    }
  }

  private synchronized void add(Warmth.Sample sample) {
    samples.add(sample);
  }

  /** Returns what was counted so far. */
  synchronized Warmth warmth() {
    return new Warmth(samples);
  }

  /** Ends the watch and returns all that was counted; throws what went wrong meanwhile. */
  Warmth finish() throws InterruptedException, ExecutionException {
    done = true;
    watching.get();
    return warmth();
  }

  @Override
  public void close() {
    done = true;
    thread.close();
  }
}
