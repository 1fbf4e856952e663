package dev.holdfast.lab.pool;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Writers share sessions on a pool whose ring changes, see {@link PoolArguments}; {@value #TOKEN}
 * in the environment is the token of an operator. Ends with code 0 only when no promise was broken,
 * every change came to its end, and no session was told absent.
 */
public final class RingLab {
  private static final String TOKEN = "HOLDFAST_OPERATOR_TOKEN";

  private final PoolArguments arguments;
  private final RingChangePlan plan;

  private RingLab(PoolArguments arguments) {
    this.arguments = arguments;
    this.plan = RingChangePlan.over(arguments.length(), arguments.nodePorts());
  }

  /** Makes all changes once. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    PoolVerdict verdict = new RingLab(PoolArguments.of(args)).run();
    System.exit(verdict.isGood() ? 0 : 1);
  }

  private PoolVerdict run() throws IOException, InterruptedException, ExecutionException {
    try (var pool = new LabPool(arguments, plan.first().size());
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      List<RingReplica> replicas = replicas(http);
      try (var watch = new RingWatch(replicas.stream().map(RingReplica::door).toList())) {
        var crew = new RingCrew(pool, plan, replicas, watch.start());
        PoolRecord record = new PoolRun(http, arguments).of(crew);
        PoolVerdict verdict = RingSummary.of(record, plan, crew.outcomes());
        verdict.publish(record, arguments.state().resolve("ring-report.html"));
        return verdict;
      }
    }
  }

  private List<RingReplica> replicas(HttpClient http) throws IOException {
    String token = String.valueOf(System.getenv(TOKEN));
    List<RingReplica> replicas = new ArrayList<>();
    for (int number = 0; number < arguments.replicas().size(); number++) {
      String name = PoolRun.partName(number);
      Path file = arguments.state().resolve("conf/" + name + ".yml");
      replicas.add(
          new RingReplica(
              name,
              new Parts(arguments.dev()),
              arguments.state().resolve("run/" + name + ".pid"),
              ReplicaFile.with(file, plan.first()),
              new RingDoor(http, arguments.replicas().get(number).operations(), token)));
    }
    return replicas;
  }
}
