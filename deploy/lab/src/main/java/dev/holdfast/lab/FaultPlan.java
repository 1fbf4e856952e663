package dev.holdfast.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is broken when.
 *
 * @param steps the steps in order
 * @param length how long the users click at least
 */
record FaultPlan(List<Step> steps, Duration length) {
  private static final String NODE = "memcached-";
  private static final int NODES = 3;
  private static final int SECONDS_PER_NODE = 20;
  private static final int SECONDS_OF_TOMCATS = 60;

  /**
   * One command to one part.
   *
   * @param at the earliest time since the start; a step waits for those before it
   * @param verb {@code kill} (with -9), {@code stop} (SIGTERM), {@code start}, {@code pause}
   *     (SIGSTOP) or {@code resume} (SIGCONT)
   * @param part the part's name, for example "app-1"
   * @param rest the least time since the step before it had its effect
   */
  record Step(Duration at, String verb, String part, Duration rest) {

    /** A step that does not wait for the effect of the one before. */
    Step(Duration at, String verb, String part) {
      this(at, verb, part, Duration.ZERO);
    }

    /** Whether answers to users may break off by it: a memcached node answers no user. */
    boolean cutsAnswers() {
      return verb.equals("kill") && !part.startsWith(NODE);
    }
  }

  FaultPlan {
    steps = List.copyOf(steps);
  }

  static FaultPlan named(String kind) {
    return switch (kind) {
      case "app-server" -> killedTwice("app");
      case "replica" -> killedTwice("replica");
      case "rolling" -> rolling();
      case "memcached" -> eachNode();
      default ->
          throw new IllegalArgumentException(
              "fault kind: " + kind + " (expected: app-server, replica, rolling or memcached)");
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

  /** One node after the other; six quiet seconds after each fault let the pool fill the node. */
  private static FaultPlan eachNode() {
    List<Step> steps = new ArrayList<>();
    int start = 4;
    for (int number = 1; number <= NODES; number++) {
      String node = NODE + number;
      steps.add(step(start, "kill", node));
      steps.add(step(start + 3, "start", node));
      steps.add(step(start + 9, "pause", node));
      steps.add(step(start + 14, "resume", node));
      start += SECONDS_PER_NODE;
    }
    return new FaultPlan(steps, Duration.ofSeconds(start));
  }

  /**
   * A Tomcat, a replica and a node one after the other, and then the whole service for ten seconds;
   * again with the next ones while there is time.
   *
   * @param length at least a minute
   */
  static FaultPlan ofTomcats(Duration length) {
    List<Step> steps = new ArrayList<>();
    for (int round = 0; round < length.toSeconds() / SECONDS_OF_TOMCATS; round++) {
      String one = "-" + (round % 2 + 1);
      String node = NODE + (round % NODES + 1);
      steps.add(afterRest(4, "kill", "java" + one));
      steps.add(afterRest(3, "start", "java" + one));
      steps.add(afterRest(5, "kill", "replica" + one));
      steps.add(afterRest(3, "start", "replica" + one));
      steps.add(afterRest(5, "pause", node));
      steps.add(afterRest(4, "resume", node));
      steps.add(afterRest(5, "stop", "replica-1"));
      steps.add(afterRest(0, "stop", "replica-2"));
      steps.add(afterRest(10, "start", "replica-1"));
      steps.add(afterRest(0, "start", "replica-2"));
    }
    return new FaultPlan(steps, length);
  }

  private static Step step(int atSeconds, String verb, String part) {
    return new Step(Duration.ofSeconds(atSeconds), verb, part);
  }

  private static Step afterRest(int restSeconds, String verb, String part) {
    return new Step(Duration.ZERO, verb, part, Duration.ofSeconds(restSeconds));
  }
}
