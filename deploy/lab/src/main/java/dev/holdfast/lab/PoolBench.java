package dev.holdfast.lab;

import dev.holdfast.session.Durability;
import dev.holdfast.store.memcached.PoolSettings;
import dev.holdfast.store.memcached.PoolSettings.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the pool without doors: {@code PoolBench <memcached port>...}. Contenders share one JVM
 * and the same nodes, each with keys of its own.
 */
final class PoolBench implements AutoCloseable {
  private static final Callers CALLERS = new Callers(32, 96);
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final int WARM_UP_ROUNDS = 3;
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final int ROUNDS = 13;

  private final Map<String, PoolContender> contenders = new LinkedHashMap<>();

  private PoolBench() {}

  /** Fills the pool, warms up, measures, prints. */
  public static void main(String[] args) throws MeasurementException, InterruptedException {
    try (var bench = new PoolBench()) {
      bench.open(nodes(args));
      bench.measurements(WARM_UP).warmUp(WARM_UP_ROUNDS);
      bench.print(bench.measurements(ROUND).run(ROUNDS));
    }
  }

  private static List<PoolSettings.Node> nodes(String[] ports) {
    List<PoolSettings.Node> nodes = new ArrayList<>();
    for (String port : ports) {
      nodes.add(
          new PoolSettings.Node(
              "node-" + (nodes.size() + 1), "127.0.0.1", Integer.parseInt(port), 1));
    }
    return nodes;
  }

  private void open(List<PoolSettings.Node> nodes)
      throws MeasurementException, InterruptedException {
    // The replicated one first: nodes without a mark and without sessions need no sweep.
    contenders.put("replicated", store(nodes, Mode.REPLICATED, Durability.TWO_COPIES));
    contenders.put("single", store(nodes, Mode.SINGLE, Durability.ONE_COPY));
    contenders.put("raw", new XmemcachedContender(nodes));
    for (PoolContender contender : contenders.values()) {
      CALLERS.each(contender::create);
    }
  }

  private static PoolContender store(
      List<PoolSettings.Node> nodes, Mode mode, Durability durability) {
    var settings = PoolSettings.of(nodes).withMode(mode);
    return new StoreContender(settings, mode.name(), durability, CALLERS.numbers());
  }

  /** The same call of all contenders follows one another, so that they are compared fairly. */
  private Interleaved<Double> measurements(Duration length) {
    var all = new Interleaved<Double>();
    contenders.forEach(
        (name, pool) -> all.with(name + "_reads", () -> CALLERS.perSecond(length, pool::read)));
    contenders.forEach(
        (name, pool) -> all.with(name + "_writes", () -> CALLERS.perSecond(length, pool::write)));
    contenders.forEach(
        (name, pool) -> all.with(name + "_saves", () -> CALLERS.perSecond(length, pool::save)));
    return all;
  }

  private void print(Map<String, List<Double>> results) {
    results.forEach(PoolBench::printRounds);
    var rates = Rates.mediansOf(results);
    rates.print("per_second");
    List<String> names = List.copyOf(contenders.keySet());
    for (int one = 0; one < names.size(); one++) {
      for (String other : names.subList(one + 1, names.size())) {
        print(rates, names.get(one), other);
      }
    }
  }

  /** Rounds that rise were measured too early: the JVM was still compiling. */
  private static void printRounds(String name, List<Double> perSecond) {
    System.out.printf("%s_rounds=%s%n", name, perSecond.stream().map(Math::round).toList());
  }

  private static void print(Rates rates, String one, String other) {
    System.out.printf(
        "%s_over_%s=%.2f%n", one, other, rates.ratio(one + "_reads", other + "_reads"));
    for (String kind : List.of("_writes", "_saves")) {
      System.out.printf(
          "%s%s_over_%s=%.2f%n", one, kind, other, rates.ratio(one + kind, other + kind));
    }
  }

  @Override
  public void close() throws MeasurementException {
    for (PoolContender contender : contenders.values()) {
      contender.close();
    }
  }
}
