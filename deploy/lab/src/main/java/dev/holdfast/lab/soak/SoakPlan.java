package dev.holdfast.lab.soak;

import java.time.Duration;

/**
 * How many connections are cut, evenly spread over how long.
 *
 * @param length at least one minute
 * @param cycles at least one
 */
record SoakPlan(Duration length, int cycles) {

  SoakPlan {
    if (length.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("length: " + length + " (expected: at least PT1M)");
    }
    if (cycles < 1) {
      throw new IllegalArgumentException("cycles: " + cycles + " (expected: at least 1)");
    }
  }

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException for what is not a whole number from 1
   */
  static SoakPlan parse(String minutes, String cycles) {
    return new SoakPlan(Duration.ofMinutes(number("minutes", minutes)), number("cycles", cycles));
  }

  private static int number(String name, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, as a number that is too small is.
    }
    throw new IllegalArgumentException(name + ": " + text + " (expected: a whole number from 1)");
  }

  /** When a cycle is due, counted from the start; cycles count from 0, and the last ends it all. */
  Duration at(int cycle) {
    return Duration.ofNanos(Math.round((double) length.toNanos() * (cycle + 1) / cycles));
  }
}
