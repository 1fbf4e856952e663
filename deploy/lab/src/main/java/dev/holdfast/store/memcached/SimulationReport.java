package dev.holdfast.store.memcached;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints what a simulation came to, one {@code name=value} a line. */
final class SimulationReport {
  private static final List<String> NAMES =
      List.of(
          "schedules",
          "calls",
          "reads",
          "writes",
          "found",
          "absent",
          "ended",
          "applied",
          "not_applied",
          "unknown",
          "unavailable",
          "unverified",
          "lost_told",
          "settled",
          "repaired_lost",
          "sweeps",
          "repairs",
          "killed_calls",
          "cut_links",
          "replica_restarts",
          "ring_changes",
          "ring_add",
          "ring_remove",
          "ring_replace",
          "ring_replace_dead",
          "ring_replace_all",
          "ring_reweigh",
          "ring_taken_back",
          "ring_steps",
          "ring_strays",
          "pauses",
          "long_pauses",
          "stale",
          "lost",
          "resurrected",
          "lost_updates",
          "denied_but_shown",
          "stuck",
          "violations",
          "violations_in_settled");

  private final PrintStream out;

  SimulationReport(PrintStream out) {
    this.out = out;
  }

  void print(PoolSimulation simulation) {
    Tally tally = simulation.tally();
    Arrays.stream(FaultKind.values())
        .map(kind -> "fault_" + kind.label())
        .forEach(name -> out.println(name + "=" + tally.get(name)));
    NAMES.forEach(name -> out.println(name + "=" + tally.get(name)));
    show("violation", simulation.first());
    show("violation after a settlement", simulation.firstSettled());
  }

  private void show(String what, @Nullable ScheduleResult result) {
    if (result != null) {
      out.printf("first %s: --seed %d%n", what, result.seed());
      result.violations().forEach(text -> out.println("  " + text));
    }
  }

  /** Prints a whole schedule. */
  void printTrace(ScheduleResult result) {
    result.trace().forEach(out::println);
    out.println("violations=" + result.violations().size());
  }
}
