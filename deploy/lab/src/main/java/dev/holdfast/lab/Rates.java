package dev.holdfast.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers a second by name, and how they compare. */
final class Rates {
  private final Map<String, Double> perSecond = new LinkedHashMap<>();

  /** The medians of the measurements. */
  static Rates mediansOf(Map<String, List<Double>> measurements) {
    var rates = new Rates();
    measurements.forEach((name, values) -> rates.perSecond.put(name, Interleaved.median(values)));
    return rates;
  }

  /** Prints {@code <name>_<unit>=<rate>} for each. */
  void print(String unit) {
    perSecond.forEach((name, rate) -> System.out.printf("%s_%s=%.0f%n", name, unit, rate));
  }

  double ratio(String part, String whole) {
    return of(part) / of(whole);
  }

  private double of(String name) {
    Double rate = perSecond.get(name);
    if (rate == null) {
      throw new IllegalArgumentException(
          "rate: " + name + " (expected: " + perSecond.keySet() + ")");
    }
    return rate;
  }
}
