package dev.holdfast.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What pages cost in one measurement.
 *
 * @param perSecond pages a second
 * @param microsPerPage processor time a page by part, in microseconds
 */
record PageCost(double perSecond, Map<String, Double> microsPerPage) {

  PageCost {
    microsPerPage = Map.copyOf(microsPerPage);
  }

  /** Divides the processor time between two readings by the pages. */
  static PageCost of(LoadReport report, Map<String, Long> before, Map<String, Long> after) {
    Map<String, Double> micros = new LinkedHashMap<>();
    after.forEach(
        (part, now) ->
            micros.put(part, (now - before.getOrDefault(part, 0L)) / (double) report.requests()));
    return new PageCost(report.perSecond(), micros);
  }

  static Rates medianRates(Map<String, List<PageCost>> costs) {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    costs.forEach((way, each) -> rates.put(way, each.stream().map(PageCost::perSecond).toList()));
    return Rates.mediansOf(rates);
  }

  /** How the processor time a page of a part compares between two ways, by their medians. */
  static double ratio(Map<String, List<PageCost>> costs, String part, String way, String whole) {
    return medianMicros(costs.getOrDefault(way, List.of()), part)
        / medianMicros(costs.getOrDefault(whole, List.of()), part);
  }

  static double medianMicros(List<PageCost> costs, String part) {
    return Interleaved.median(
        costs.stream().map(cost -> cost.microsPerPage().getOrDefault(part, 0.0)).toList());
  }
}
