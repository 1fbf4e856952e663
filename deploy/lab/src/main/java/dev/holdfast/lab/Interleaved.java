package dev.holdfast.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures contenders in turn, round by round, so that a slow minute of the machine hits all of
 * them; every other round runs backwards.
 *
 * @param <T> what one measurement yields
 */
final class Interleaved<T> {

  /**
   * One way to do the measured thing.
   *
   * @param <T> what one measurement yields
   */
  interface Contender<T> {

    /** Measures once. */
    T measure() throws MeasurementException, InterruptedException;
  }

  private final Map<String, Contender<T>> contenders = new LinkedHashMap<>();

  Interleaved<T> with(String name, Contender<T> contender) {
    contenders.put(name, contender);
    return this;
  }

  /** All measurements by contender, in the order of the rounds. */
  Map<String, List<T>> run(int rounds) throws MeasurementException, InterruptedException {
    Map<String, List<T>> results = new LinkedHashMap<>();
    List<Map.Entry<String, Contender<T>>> order = List.copyOf(contenders.entrySet());
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Contender<T>> contender : round % 2 == 0 ? order : order.reversed()) {
        T result = contender.getValue().measure();
        results.computeIfAbsent(contender.getKey(), _ -> new ArrayList<>()).add(result);
      }
    }
    return results;
  }

  /**
   * Runs all contenders and keeps nothing. What a program that has just started cannot do in time
   * is told, and passed over.
   */
  void warmUp(int rounds) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Contender<T>> contender : contenders.entrySet()) {
        try {
          var _ = contender.getValue().measure();
        } catch (MeasurementException e) {
          System.out.printf("warming_up %s: %s%n", contender.getKey(), e.getMessage());
        }
      }
    }
  }

  /** The middle value, or the mean of the two middle ones. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("values: none (expected: at least one)");
    }
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
