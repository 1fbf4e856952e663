package dev.holdfast.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Fifty users click on two Tomcats through NGINX while parts die and the whole service is away for
 * a while: {@code JavaLab <seconds> <pages port> <dev>}. Ends with code 0 only when {@link
 * JavaVerdict#isGood}.
 */
final class JavaLab {
  private static final int USERS = 50;
  private static final int READERS = 5;
  private static final int SHOWN = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final int WARMING = 8;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Set<String> REPLICAS = Set.of("replica-1", "replica-2");

  private JavaLab() {}

  /** Runs the plan of {@link FaultPlan#ofTomcats}. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    var plan = FaultPlan.ofTomcats(Duration.ofSeconds(Long.parseLong(args[0])));
    int port = Integer.parseInt(args[1]);
    System.out.printf(
        "%d users count, %d read, for at least %d s%n", USERS, READERS, plan.length().toSeconds());
    warmUp(port);
    try (var crowd = Crowd.start(USERS, port, LONGEST_PAUSE);
        var reading = Crowd.startReaders(READERS, port, LONGEST_PAUSE)) {
      var run = new FaultRun(args[2]);
      run.carryOut(plan);
      boolean good = judge(run, crowd.finish(), reading.finish());
      System.exit(good ? 0 : 1);
    }
  }

  /** Four virtual machines that run all of their code for the first time would time out. */
  private static void warmUp(int port) throws InterruptedException, ExecutionException {
    try (var crowd = Crowd.start(WARMING, port)) {
      Thread.sleep(WARM_UP);
      crowd.finish();
    }
  }

  private static boolean judge(FaultRun run, List<UserHistory> users, List<UserHistory> readers) {
    var outages = Outages.ofAll(REPLICAS, run.taken());
    var verdict = JavaVerdict.of(new HistoryChecker(run.kills()), outages, users, readers);
    Stream.concat(users.stream(), readers.stream())
        .flatMap(history -> history.clicks().stream())
        .filter(click -> !isPage(click) && !outages.excuse(click))
        .limit(SHOWN)
        .forEach(click -> System.out.printf("%5.1f s  %s%n", run.secondsAt(click), click.answer()));
    System.out.printf(Locale.ROOT, "seconds=%.1f%n", run.elapsed().toMillis() / 1e3);
    for (TimeSpan outage : outages.spans()) {
      System.out.printf(
          Locale.ROOT, "outage_seconds=%.1f%n", (outage.toNanos() - outage.fromNanos()) / 1e9);
    }
    verdict.print(System.out);
    var latencies = new Latencies(users);
    System.out.printf(Locale.ROOT, "p50_ms=%.1f%n", latencies.millisAt(0.5));
    System.out.printf(Locale.ROOT, "p99_ms=%.1f%n", latencies.millisAt(0.99));
    System.out.printf(Locale.ROOT, "worst_ms=%.1f%n", latencies.millisAt(1));
    return verdict.isGood();
  }

  private static boolean isPage(Click click) {
    return click.answer() instanceof Answer.Page || click.answer() instanceof Answer.Plain;
  }
}
