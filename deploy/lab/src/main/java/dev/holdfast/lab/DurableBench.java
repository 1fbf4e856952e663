package dev.holdfast.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what a commit costs: {@code DurableBench <scripts> <temporary folder> <folder of
 * PostgreSQL's programs> <replica>...}, each replica {@code <name>=<REST port>:<operations port>}.
 * There are three: {@code pool} has no database, {@code durable} has one, and {@code single} has it
 * too, but gives every write a commit of its own.
 */
final class DurableBench {
  private static final int CALLERS = 64;
  private static final int WARM_UP_ROUNDS = 4;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final int ROUNDS = 15;
  private static final Duration ROUND = Duration.ofSeconds(2);

  private final RowUpdates rows;
  private final Map<String, BenchReplica> replicas = new LinkedHashMap<>();

  private DurableBench(String[] args) {
    Path folder = Path.of(args[0]);
    rows = new RowUpdates(Path.of(args[2]), folder.resolve("sql"));
    var load = new LoadGenerator(folder.resolve("lua"));
    for (String replica : List.of(args).subList(3, args.length)) {
      String[] parts = replica.split("[=:]", -1);
      replicas.put(parts[0], BenchReplica.of(load, parts, Path.of(args[1])));
    }
  }

  /** Fills the stores, warms up, measures, prints. */
  public static void main(String[] args)
      throws IOException, MeasurementException, InterruptedException {
    var bench = new DurableBench(args);
    for (BenchReplica replica : bench.replicas.values()) {
      replica.sessions().fill();
    }
    bench.rows.prepare();
    bench.contenders(WARM_UP).warmUp(WARM_UP_ROUNDS);
    Map<String, Commits> before = bench.commits();
    Map<String, List<Double>> results = bench.contenders(ROUND).run(ROUNDS);
    bench.print(results, before);
  }

  private Interleaved<Double> contenders(Duration length) {
    var all = new Interleaved<Double>();
    replicas.forEach(
        (name, replica) ->
            all.with(name + "_saves", () -> replica.perSecond("save", length, CALLERS)));
    all.with("pgbench_updates", () -> rows.perSecond(length, CALLERS));
    for (String name : List.of("pool", "durable")) {
      BenchReplica replica = replica(name);
      all.with(name + "_reads", () -> replica.perSecond("get", length, CALLERS));
    }
    return all;
  }

  private BenchReplica replica(String name) {
    BenchReplica replica = replicas.get(name);
    if (replica == null) {
      throw new IllegalArgumentException(
          "replica: " + name + " (expected: " + replicas.keySet() + ")");
    }
    return replica;
  }

  private Map<String, Commits> commits() throws MeasurementException, InterruptedException {
    Map<String, Commits> commits = new LinkedHashMap<>();
    for (String name : List.of("durable", "single")) {
      commits.put(name, replica(name).commits());
    }
    return commits;
  }

  private void print(Map<String, List<Double>> results, Map<String, Commits> before)
      throws MeasurementException, InterruptedException {
    results.forEach(
        (name, rounds) ->
            System.out.printf("%s_rounds=%s%n", name, rounds.stream().map(Math::round).toList()));
    var rates = Rates.mediansOf(results);
    rates.print("per_second");
    for (Map.Entry<String, Commits> start : before.entrySet()) {
      double rows = replica(start.getKey()).commits().rowsPerCommitSince(start.getValue());
      System.out.printf("%s_rows_per_commit=%.1f%n", start.getKey(), rows);
    }
    print(rates, "durable_over_pool", "durable_saves", "pool_saves");
    print(rates, "durable_over_pgbench", "durable_saves", "pgbench_updates");
    print(rates, "durable_reads_over_pool", "durable_reads", "pool_reads");
    print(rates, "grouped_over_single", "durable_saves", "single_saves");
  }

  private static void print(Rates rates, String name, String part, String whole) {
    System.out.printf("%s=%.2f%n", name, rates.ratio(part, whole));
  }
}
