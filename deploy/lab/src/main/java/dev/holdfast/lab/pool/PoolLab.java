package dev.holdfast.lab.pool;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutionException;

/**
 * Writers share sessions on a pool whose nodes and links break, see {@link PoolArguments}. Ends
 * with code 0 only when no read was stale, and no session or update was lost or came back.
 */
public final class PoolLab {
  private PoolLab() {}

  /** Runs the whole plan once. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    PoolArguments arguments = PoolArguments.of(args);
    PoolRecord record = run(arguments);
    var verdict =
        new PoolVerdict("the pool under faults", record.isClean(), PoolSummary.of(record));
    verdict.publish(record, arguments.state().resolve("pool-report.html"));
    System.exit(verdict.isGood() ? 0 : 1);
  }

  private static PoolRecord run(PoolArguments arguments)
      throws IOException, InterruptedException, ExecutionException {
    try (var pool = new LabPool(arguments, arguments.nodePorts().size());
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var crew = new FaultCrew(pool, PoolFaultPlan.over(arguments.length()));
      return new PoolRun(http, arguments).of(crew);
    }
  }
}
