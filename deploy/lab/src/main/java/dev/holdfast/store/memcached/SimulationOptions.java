package dev.holdfast.store.memcached;

import java.util.List;

/**
 * What the command line asks of a simulation.
 *
 * @param schedules how many schedules to run
 * @param seed the seed of the first schedule; where one was named, its trace is printed
 * @param seedNamed whether a seed was named
 * @param broken the rules to break, one after the other; empty to hold them all
 * @param doubled whether two nodes break at once
 */
record SimulationOptions(
    long schedules, long seed, boolean seedNamed, List<BrokenRule> broken, boolean doubled) {
  private static final long DEFAULT_SCHEDULES = 20_000;

  /**
   * Reads {@code [--schedules N] [--seed N] [--break RULE|all] [--double]}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static SimulationOptions parse(List<String> arguments) {
    var options = new SimulationOptions(0, 1, false, List.of(), false);
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (name.equals("--double")) {
        options = options.withDouble();
      } else if (i + 1 < arguments.size()) {
        options = options.with(name, arguments.get(++i));
      } else {
        throw new IllegalArgumentException(name + ": expected an option and its value");
      }
    }
    return options.schedules > 0 ? options : options.with("--schedules", options.defaultCount());
  }

  private String defaultCount() {
    return Long.toString(seedNamed ? 1 : DEFAULT_SCHEDULES);
  }

  private SimulationOptions with(String name, String value) {
    return switch (name) {
      case "--schedules" -> new SimulationOptions(count(value), seed, seedNamed, broken, doubled);
      case "--seed" -> new SimulationOptions(schedules, count(value), true, broken, doubled);
      case "--break" -> new SimulationOptions(schedules, seed, seedNamed, rules(value), doubled);
      default ->
          throw new IllegalArgumentException(
              name + ": expected --schedules, --seed, --break or --double");
    };
  }

  private SimulationOptions withDouble() {
    return new SimulationOptions(schedules, seed, seedNamed, broken, true);
  }

  private static long count(String text) {
    if (!text.matches("\\d{1,18}") || Long.parseLong(text) == 0) {
      throw new IllegalArgumentException(text + ": expected a number > 0");
    }
    return Long.parseLong(text);
  }

  private static List<BrokenRule> rules(String name) {
    return name.equals("all") ? BrokenRule.all() : List.of(BrokenRule.named(name));
  }

  /** Returns whether one schedule is to be shown step by step. */
  boolean isReplay() {
    return seedNamed && schedules == 1;
  }
}
