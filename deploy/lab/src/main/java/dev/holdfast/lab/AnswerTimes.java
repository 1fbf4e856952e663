package dev.holdfast.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long answers took, as wrk's {@code --latency} says.
 *
 * @param medianMillis half of them took at most this long
 * @param p99Millis 99 of 100 did
 */
record AnswerTimes(double medianMillis, double p99Millis) {
  private static final Pattern LINE = Pattern.compile("\\s(50|99)%\\s+([\\d.]+)(us|ms|s)\\b");

  /** Reads wrk's output. */
  static AnswerTimes ofWrk(String output) throws MeasurementException {
    double median = Double.NaN;
    double p99 = Double.NaN;
    for (Matcher line = LINE.matcher(output); line.find(); ) {
      double millis = Double.parseDouble(line.group(2)) * millisOf(line.group(3));
      if (line.group(1).equals("50")) {
        median = millis;
      } else {
        p99 = millis;
      }
    }
    if (Double.isNaN(median) || Double.isNaN(p99)) {
      throw new MeasurementException("no latencies in: " + output.strip());
    }
    return new AnswerTimes(median, p99);
  }

  private static double millisOf(String unit) {
    return switch (unit) {
      case "us" -> 0.001;
      case "ms" -> 1;
      default -> 1000;
    };
  }
}
