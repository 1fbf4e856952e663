package dev.holdfast.lab.durable;

import dev.holdfast.lab.durable.DatabaseFault.Action;
import dev.holdfast.lab.durable.DatabaseFault.Action.Command;
import dev.holdfast.lab.durable.DatabaseFault.Action.CutConnections;
import dev.holdfast.lab.pool.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Every fault around the database once, each followed by quiet seconds; then replicas are killed at
 * random moments for the rest of the time.
 *
 * @param quiet the first quiet period
 * @param length the whole
 * @param faults in order, without overlap
 */
record DatabaseFaultPlan(Duration quiet, Duration length, List<DatabaseFault> faults) {
  /** The shortest plan with time for a kill of each replica. */
  static final Duration SHORTEST = Duration.ofSeconds(90);

  private static final String DATABASE = "postgres";
  private static final List<String> REPLICAS = List.of("replica-1", "replica-2");
  private static final double QUIET = 5;
  private static final double FIRST_KILL = 64;
  private static final double BETWEEN_KILLS = 6;
  private static final double SPREAD = 3;
  private static final double LAST_REST = 8;

  DatabaseFaultPlan {
    faults = List.copyOf(faults);
  }

  /**
   * Makes a plan.
   *
   * @param nodes the names of all nodes of the pool
   * @param random picks replicas and moments
   */
  static DatabaseFaultPlan over(Duration length, List<String> nodes, RandomGenerator random) {
    List<DatabaseFault> faults = new ArrayList<>(ofDatabase());
    faults.addAll(ofPool(nodes));
    double last = length.toMillis() / 1e3 - LAST_REST;
    for (double at = FIRST_KILL; at + SPREAD <= last; at += BETWEEN_KILLS) {
      List<String> victim = List.of(REPLICAS.get(random.nextInt(REPLICAS.size())));
      double moment = at + random.nextDouble(SPREAD);
      faults.add(
          new DatabaseFault(
              victim.getFirst() + " killed",
              false,
              List.of(step(moment, "kill", victim), step(moment, "start", victim))));
    }
    return new DatabaseFaultPlan(seconds(QUIET), length, faults);
  }

  private static List<DatabaseFault> ofDatabase() {
    List<String> database = List.of(DATABASE);
    return List.of(
        new DatabaseFault(
            "database killed",
            true,
            List.of(step(QUIET, "kill", database), step(QUIET + 3, "start", database))),
        new DatabaseFault(
            "database hangs",
            true,
            List.of(step(16, "pause", database), step(26, "resume", database))),
        new DatabaseFault(
            "connections cut five times",
            true,
            List.of(cut(33), cut(34), cut(35), cut(36), cut(37))));
  }

  /** The second one leaves a node that remembers that there was something. */
  private static List<DatabaseFault> ofPool(List<String> nodes) {
    return List.of(
        emptied("all nodes back empty", 42, nodes),
        emptied("two nodes back empty", 53, nodes.subList(0, 2)));
  }

  private static DatabaseFault emptied(String name, double at, List<String> nodes) {
    return new DatabaseFault(
        name, false, List.of(step(at, "kill", nodes), step(at, "start", nodes)));
  }

  private static Step<Action> step(double at, String verb, List<String> parts) {
    return new Step<>(seconds(at), new Command(verb, parts));
  }

  private static Step<Action> cut(double at) {
    return new Step<>(seconds(at), new CutConnections());
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
