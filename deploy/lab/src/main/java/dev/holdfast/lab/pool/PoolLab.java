package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionHistoryChecker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Writers share sessions on a pool whose nodes and links break, see {@link PoolArguments}. Ends
 * with code 0 only when no read was stale, and no session or update was lost or came back.
 */
public final class PoolLab {
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration SETTLING = Duration.ofSeconds(4);

  private final PoolArguments arguments;

  private PoolLab(PoolArguments arguments) {
    this.arguments = arguments;
  }

  /** Runs the whole plan once. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    var lab = new PoolLab(PoolArguments.of(args));
    PoolRecord record = lab.run();
    Path report = lab.arguments.state().resolve("pool-report.html");
    Files.writeString(report, new PoolReport(record).html());
    PoolSummary.of(record).forEach((name, value) -> System.out.println(name + "=" + value));
    System.out.println("report=" + report);
    System.exit(record.isClean() ? 0 : 1);
  }

  private PoolRecord run() throws IOException, InterruptedException, ExecutionException {
    try (var pool =
            new LabPool(
                arguments.nodePorts(),
                arguments.linkPorts(),
                arguments.memcached(),
                arguments.state());
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int number = 1; number <= arguments.replicaPorts().size(); number++) {
        part("start", "pool-replica-" + number);
      }
      try (var crowd = new WriterCrowd(replicas(http))) {
        return carryOut(pool, crowd);
      }
    }
  }

  private PoolRecord carryOut(LabPool pool, WriterCrowd crowd)
      throws IOException, InterruptedException, ExecutionException {
    var plan = PoolFaultPlan.over(arguments.length());
    crowd.start();
    LockSupport.parkNanos(WARM_UP.toNanos());
    long start = System.nanoTime();
    List<Band> bands = new FaultCrew(pool, start).carryOut(plan);
    long end = System.nanoTime();
    LockSupport.parkNanos(SETTLING.toNanos());
    List<SessionCall> calls = new ArrayList<>(crowd.finish());
    List<SessionCall> lastLook = crowd.lookAtAll();
    calls.addAll(lastLook);
    return new PoolRecord(
        calls,
        SessionHistoryChecker.violations(calls),
        bands,
        start,
        start + plan.quiet().toNanos(),
        end,
        stuck(lastLook));
  }

  private static long stuck(List<SessionCall> lastLook) {
    return lastLook.stream()
        .filter(
            call ->
                switch (call.result()) {
                  case UNVERIFIED, UNAVAILABLE, UNKNOWN -> true;
                  default -> false;
                })
        .map(SessionCall::key)
        .distinct()
        .count();
  }

  private List<Replica> replicas(HttpClient http) {
    return arguments.replicaPorts().stream().map(port -> new Replica(http, port)).toList();
  }

  private void part(String verb, String name) throws IOException, InterruptedException {
    var process = new ProcessBuilder(arguments.dev(), "part", verb, name).inheritIO().start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(verb + " " + name + " ended with code " + code);
    }
  }
}
