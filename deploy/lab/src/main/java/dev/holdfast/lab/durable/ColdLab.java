package dev.holdfast.lab.durable;

import dev.holdfast.lab.MeasurementException;
import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionHistoryChecker;
import dev.holdfast.lab.pool.Band;
import dev.holdfast.lab.pool.Parts;
import dev.holdfast.lab.pool.PoolRecord;
import dev.holdfast.lab.pool.Stopwatch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Restarts a whole pool empty while callers read and save many sessions, see {@link
 * DurableArguments}, with {@code <sessions>}. Ends with code 0 only when nobody was logged out, no
 * promise was broken, every session is there at the end, and the pool answers {@value
 * ColdVerdict#WARM} of the reads by itself again.
 */
public final class ColdLab {
  private static final Duration CREATION = Duration.ofMinutes(3);
  private static final Duration QUIET = Duration.ofSeconds(6);
  private static final Duration REST = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final DurableArguments arguments;
  private final int sessions;

  private ColdLab(DurableArguments arguments) {
    this.arguments = arguments;
    this.sessions = Integer.parseInt(arguments.own().getFirst());
  }

  /** Restarts the pool once. */
  public static void main(String[] args)
      throws IOException, MeasurementException, InterruptedException, ExecutionException {
    ColdVerdict verdict = new ColdLab(DurableArguments.of(args)).run();
    System.exit(verdict.isGood() ? 0 : 1);
  }

  private ColdVerdict run()
      throws IOException, MeasurementException, InterruptedException, ExecutionException {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var crowd = new SessionCrowd(arguments.replicas(http), sessions)) {
      create(crowd);
      crowd.startLoad();
      Thread.sleep(QUIET); // every replica has answered reads then
      try (var watch = new MetricsWatch(http, arguments.operationsPorts())) {
        Stopwatch time = Stopwatch.start();
        time.waitUntil(QUIET);
        Band band = emptyPool(time);
        awaitWarm(watch, band, time);
        long end = System.nanoTime();
        Warmth warmth = watch.finish();
        crowd.finishLoad();
        time.tell("looking at all sessions");
        int silent = crowd.lookAtAll();
        var verdict = new ColdVerdict(sessions, record(crowd, time, band, end, silent), warmth);
        verdict.publish(arguments.state().resolve("cold-report.html"));
        return verdict;
      }
    }
  }

  private void create(SessionCrowd crowd)
      throws MeasurementException, InterruptedException, ExecutionException {
    Stopwatch time = Stopwatch.start();
    int created = crowd.create();
    time.tell(created + " sessions created");
    if (created < sessions || time.elapsed().compareTo(CREATION) > 0) {
      throw new MeasurementException(
          created + " sessions (expected: " + sessions + " within " + CREATION + ")");
    }
  }

  private Band emptyPool(Stopwatch time) throws IOException, InterruptedException {
    var parts = new PartsAtOnce(new Parts(arguments.dev()));
    time.tell("all nodes killed");
    long from = System.nanoTime();
    parts.command("kill", arguments.nodes());
    parts.command("start", arguments.nodes());
    time.tell("all nodes back, empty");
    return new Band("all nodes back empty", false, from, System.nanoTime());
  }

  /** Waits until the pool is warm and some seconds more, or until the length has passed. */
  private void awaitWarm(MetricsWatch watch, Band band, Stopwatch time)
      throws InterruptedException {
    Duration end = time.elapsed().plus(arguments.length());
    while (time.elapsed().compareTo(end) < 0) {
      if (watch.warmth().timeTo(ColdVerdict.WARM, band.to()).isPresent()) {
        time.tell("the pool is warm");
        time.waitUntil(time.elapsed().plus(REST));
        return;
      }
      Thread.sleep(LOOK);
    }
  }

  private static PoolRecord record(
      SessionCrowd crowd, Stopwatch time, Band band, long end, int silent) {
    List<SessionCall> calls = crowd.calls();
    return new PoolRecord(
        calls,
        SessionHistoryChecker.violations(calls),
        List.of(band),
        time.startNanos(),
        band.from(),
        end,
        silent);
  }
}
