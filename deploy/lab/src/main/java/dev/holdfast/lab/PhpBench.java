package dev.holdfast.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pages a second under PHP-FPM for five ways to keep sessions, and round trips a page: {@code
 * PhpBench <NGINX port> <REST port> <operations port> <REST port of the replicated pool> <scripts>
 * <temporary folder> <part>=<process group>...}.
 */
final class PhpBench {
  private static final List<String> WAYS =
      List.of("none", "default", "persistent", "ours", "replicated");
  private static final int CONNECTIONS = 16;
  private static final int ROUNDS = 5;
  private static final int COUNTED_PAGES = 200;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration SERVICE_WARM_UP = Duration.ofSeconds(10);
  private static final Duration ROUND = Duration.ofSeconds(5);

  private final LoadGenerator load;
  private final String site;
  private final List<URI> services;
  private final RoundTrips roundTrips;
  private final PartClocks parts;
  private final Map<String, Path> cookies = new LinkedHashMap<>();

  private PhpBench(String[] args) {
    this.site = "http://127.0.0.1:" + args[0] + "/";
    this.services =
        List.of(
            URI.create("http://127.0.0.1:" + args[1]), URI.create("http://127.0.0.1:" + args[3]));
    this.roundTrips = new RoundTrips(URI.create(site), Integer.parseInt(args[2]), COUNTED_PAGES);
    this.load = new LoadGenerator(Path.of(args[4]));
    this.parts = PartClocks.of(Arrays.asList(args).subList(6, args.length));
  }

  /** Makes the visitors, warms up, measures, prints. */
  public static void main(String[] args)
      throws IOException, MeasurementException, InterruptedException {
    var bench = new PhpBench(args);
    for (String way : WAYS) {
      Path file = Path.of(args[5]).resolve("cookies-" + way);
      Visitors.writeCookies(bench.site + way, CONNECTIONS, file);
      bench.cookies.put(way, file);
    }
    bench.warmUp();
    bench.print(bench.contenders().run(ROUNDS));
    bench.roundTrips.count().forEach(PhpBench::printRoundTrips);
  }

  private void warmUp() throws MeasurementException, InterruptedException {
    for (URI service : services) {
      twiceAtMost("warming_up", () -> warmUp(new BenchSessions(service)));
    }
    for (String way : WAYS) {
      twiceAtMost(way, () -> measure(way, WARM_UP));
    }
  }

  private BenchSessions warmUp(BenchSessions sessions)
      throws MeasurementException, InterruptedException {
    sessions.warmUp(load, SERVICE_WARM_UP, CONNECTIONS);
    return sessions;
  }

  /** Trouble is told; a replica that has not run for long may answer too late once. */
  private static <T> T twiceAtMost(String what, Interleaved.Contender<T> contender)
      throws MeasurementException, InterruptedException {
    try {
      return contender.measure();
    } catch (MeasurementException e) {
      System.out.printf("once_more_%s=%s%n", what, e.getMessage());
      return contender.measure();
    }
  }

  private Interleaved<PageCost> contenders() {
    var contenders = new Interleaved<PageCost>();
    WAYS.forEach(way -> contenders.with(way, () -> twiceAtMost(way, () -> measure(way, ROUND))));
    return contenders;
  }

  private PageCost measure(String way, Duration length)
      throws MeasurementException, InterruptedException {
    Map<String, Long> before = parts.micros();
    List<String> arguments = List.of(String.valueOf(cookies.get(way)));
    LoadReport report =
        load.wrkWithThreadEach(length, CONNECTIONS, "cookies.lua", site + way, arguments);
    Map<String, Long> after = parts.micros();
    return PageCost.of(report, before, after);
  }

  private void print(Map<String, List<PageCost>> results) {
    Rates rates = PageCost.medianRates(results);
    rates.print("pages_per_second");
    results.forEach(
        (way, costs) -> parts.names().forEach(part -> printProcessorTime(way, part, costs)));
    System.out.printf("php_over_persistent=%.2f%n", rates.ratio("ours", "persistent"));
    System.out.printf("php_over_default=%.2f%n", rates.ratio("ours", "default"));
    System.out.printf("php_replicated_over_default=%.2f%n", rates.ratio("replicated", "default"));
    System.out.printf(
        "cpu_over_default=%.2f%n", PageCost.ratio(results, "php-fpm", "ours", "default"));
  }

  private static void printRoundTrips(String page, double each) {
    System.out.printf("round_trips_%s=%.2f%n", page, each);
  }

  private static void printProcessorTime(String way, String part, List<PageCost> costs) {
    double micros = PageCost.medianMicros(costs, part);
    System.out.printf("%s_cpu_us_per_page_%s=%.0f%n", way, part, micros);
  }
}
