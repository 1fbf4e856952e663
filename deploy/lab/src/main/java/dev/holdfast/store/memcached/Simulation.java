package dev.holdfast.store.memcached;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code fault simulate}: thousands of schedules of clients, replicas and failing
 * nodes, run over the very code that the service keeps its records with.
 */
public final class Simulation {
  private static final long EXPECTED_AFTER = 1000;

  private final SimulationOptions options;
  private final SimulationReport report;
  private final PrintStream out;

  private Simulation(SimulationOptions options, PrintStream out) {
    this.options = options;
    this.report = new SimulationReport(out);
    this.out = out;
  }

  /**
   * Runs what the arguments ask for; see {@code ./dev help}.
   *
   * @return whether all is as it should be: no violation, or one for each rule that was broken
   * @throws IllegalArgumentException if the arguments cannot be read
   */
  public static boolean run(List<String> arguments, PrintStream out) {
    return new Simulation(SimulationOptions.parse(arguments), out).run();
  }

  private boolean run() {
    if (options.isReplay()) {
      return replay();
    }
    return options.broken().isEmpty() ? runStrictly() : runBroken();
  }

  private boolean replay() {
    BrokenRule rule = options.broken().isEmpty() ? BrokenRule.NONE : options.broken().getFirst();
    ScheduleResult result = new Schedule(options.seed(), terms(rule, true)).run();
    report.printTrace(result);
    return result.violations().isEmpty();
  }

  private ScheduleTerms terms(BrokenRule rule, boolean traced) {
    return new ScheduleTerms(CopiesUnderTest.REPLICATED, rule, options.doubled(), traced);
  }

  private boolean runStrictly() {
    PoolSimulation simulation = new PoolSimulation(terms(BrokenRule.NONE, false));
    simulation.run(options.seed(), options.schedules(), false);
    report.print(simulation);
    List<String> unseen = unseen(simulation.tally());
    unseen.forEach(name -> out.println("never happened: " + name));
    boolean enough = unseen.isEmpty() || options.schedules() < EXPECTED_AFTER;
    return enough && (options.doubled() || simulation.first() == null);
  }

  /** A run in which something never happened says nothing about it. */
  private static List<String> unseen(Tally tally) {
    List<String> names = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      names.add("fault_" + kind.label());
    }
    for (RingChangeKind kind : RingChangeKind.values()) {
      names.add("ring_" + kind.label());
    }
    names.add("ring_taken_back");
    names.addAll(List.of("found", "absent", "ended", "applied", "not_applied", "unknown"));
    names.addAll(List.of("unavailable", "unverified", "sweeps", "killed_calls", "cut_links"));
    return names.stream().filter(name -> tally.get(name) == 0).toList();
  }

  private boolean runBroken() {
    boolean allCaught = true;
    for (BrokenRule rule : options.broken()) {
      PoolSimulation simulation = new PoolSimulation(terms(rule, false));
      ScheduleResult first = simulation.run(options.seed(), options.schedules(), true).first();
      if (first == null) {
        allCaught = false;
        out.printf(
            "break=%s caught=no schedules=%d%n",
            rule.option(), simulation.tally().get("schedules"));
      } else {
        out.printf(
            "break=%s caught=yes seed=%d (%s)%n",
            rule.option(), first.seed(), first.violations().getFirst());
      }
    }
    return allCaught;
  }
}
