package dev.holdfast.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Pages a second under Tomcat for each way to keep sessions: {@code JavaBench <REST port> <scripts>
 * <temporary folder> <way>=<port>=<process group>... -- <part>=<process group>...}.
 */
final class JavaBench {
  private static final int CONNECTIONS = 16;
  private static final int ROUNDS = 5;

  /** One turn is not enough: a page over HTTP is still being compiled after 20 s of it. */
  private static final int WARM_UPS = 2;

  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration SERVICE_WARM_UP = Duration.ofSeconds(12);
  private static final Duration ROUND = Duration.ofSeconds(3);

  private final LoadGenerator load;
  private final URI service;
  private final Path folder;
  private final Map<String, Way> ways = new LinkedHashMap<>();

  /** One app server, and the processes that serve its pages. */
  private record Way(String page, Path cookies, PartClocks parts) {}

  /** One measurement. */
  private record Pages(PageCost cost, AnswerTimes times) {}

  private JavaBench(String[] args) {
    this.service = URI.create("http://127.0.0.1:" + args[0]);
    this.load = new LoadGenerator(Path.of(args[1]));
    this.folder = Path.of(args[2]);
    List<String> rest = Arrays.asList(args).subList(3, args.length);
    int end = rest.indexOf("--");
    PartClocks shared = PartClocks.of(rest.subList(end + 1, rest.size()));
    for (String way : rest.subList(0, end)) {
      String[] facts = way.split("=", 3);
      PartClocks parts = shared.with("tomcat", Long.parseLong(facts[2]));
      String page = "http://127.0.0.1:" + facts[1] + "/";
      ways.put(facts[0], new Way(page, folder.resolve("cookies-" + facts[0]), parts));
    }
  }

  /** Makes the visitors, warms up, measures, prints. */
  public static void main(String[] args)
      throws IOException, MeasurementException, InterruptedException {
    var bench = new JavaBench(args);
    for (Way way : bench.ways.values()) {
      Visitors.writeCookies(way.page(), CONNECTIONS, way.cookies());
    }
    new BenchSessions(bench.service).warmUp(bench.load, SERVICE_WARM_UP, CONNECTIONS);
    bench.contenders(WARM_UP).warmUp(WARM_UPS);
    print(bench.contenders(ROUND).run(ROUNDS));
  }

  private Interleaved<Pages> contenders(Duration length) {
    var contenders = new Interleaved<Pages>();
    ways.forEach((name, way) -> contenders.with(name, () -> measure(way, length)));
    return contenders;
  }

  private Pages measure(Way way, Duration length)
      throws MeasurementException, InterruptedException {
    Map<String, Long> before = way.parts().micros();
    List<String> arguments = List.of(way.cookies().toString());
    String output =
        load.outputWithThreadEach(length, CONNECTIONS, "cookies.lua", way.page(), arguments);
    PageCost cost = PageCost.of(LoadReport.ofWrk(output), before, way.parts().micros());
    return new Pages(cost, AnswerTimes.ofWrk(output));
  }

  private static void print(Map<String, List<Pages>> results) {
    Map<String, List<PageCost>> costs = new LinkedHashMap<>();
    results.forEach((way, all) -> costs.put(way, all.stream().map(Pages::cost).toList()));
    Rates rates = PageCost.medianRates(costs);
    System.out.printf(
        "%-14s %9s %7s %7s  CPU us a page: %7s %7s %9s %6s%n",
        "sessions in", "pages/s", "p50 ms", "p99 ms", "tomcat", "service", "memcached", "redis");
    results.forEach((way, all) -> printRow(way, all, costs.getOrDefault(way, List.of())));
    rates.print("pages_per_second");
    for (String way : List.of("rest", "grpc", "sticky", "spring")) {
      System.out.printf("%s_over_spring_redis=%.2f%n", way, rates.ratio(way, "spring-redis"));
    }
    System.out.printf("rest_over_jdbc=%.2f%n", rates.ratio("rest", "jdbc"));
    System.out.printf("rest_over_none=%.2f%n", rates.ratio("rest", "none"));
  }

  private static void printRow(String way, List<Pages> pages, List<PageCost> costs) {
    System.out.printf(
        "%-14s %9.0f %7.2f %7.2f %22.0f %7.0f %9.0f %6.0f%n",
        way,
        median(pages, each -> each.cost().perSecond()),
        median(pages, each -> each.times().medianMillis()),
        median(pages, each -> each.times().p99Millis()),
        PageCost.medianMicros(costs, "tomcat"),
        PageCost.medianMicros(costs, "service"),
        PageCost.medianMicros(costs, "memcached"),
        PageCost.medianMicros(costs, "redis"));
  }

  private static double median(List<Pages> pages, ToDoubleFunction<Pages> figure) {
    return Interleaved.median(pages.stream().map(figure::applyAsDouble).toList());
  }
}
