package dev.holdfast.lab;

import java.time.Duration;
import java.util.List;

/**
 * What is broken when.
 *
 * @param steps the steps in order
 * @param length how long the users click at least
 */
record FaultPlan(List<Step> steps, Duration length) {

  /**
   * One command to one part.
   *
   * @param at the earliest time since the start; a step waits for those before it
   * @param verb {@code kill} (with -9), {@code stop} (SIGTERM) or {@code start}
   * @param part the part's name, for example "app-1"
   */
  record Step(Duration at, String verb, String part) {}

  FaultPlan {
    steps = List.copyOf(steps);
  }

  static FaultPlan named(String kind) {
    return switch (kind) {
      case "app-server" -> killedTwice("app");
      case "replica" -> killedTwice("replica");
      case "rolling" -> rolling();
      default -> throw new IllegalArgumentException("fault kind: " + kind);
    };
  }

  private static FaultPlan killedTwice(String part) {
    return new FaultPlan(
        List.of(
            step(4, "kill", part + "-1"),
            step(8, "start", part + "-1"),
            step(14, "kill", part + "-2"),
            step(18, "start", part + "-2")),
        Duration.ofSeconds(24));
  }

  private static FaultPlan rolling() {
    return new FaultPlan(
        List.of(
            step(4, "stop", "replica-1"),
            step(4, "start", "replica-1"),
            step(12, "stop", "replica-2"),
            step(12, "start", "replica-2")),
        Duration.ofSeconds(22));
  }

  private static Step step(int atSeconds, String verb, String part) {
    return new Step(Duration.ofSeconds(atSeconds), verb, part);
  }
}
