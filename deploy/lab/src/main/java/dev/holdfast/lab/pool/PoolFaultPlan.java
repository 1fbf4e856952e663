package dev.holdfast.lab.pool;

import dev.holdfast.lab.pool.FaultAction.CopyItems;
import dev.holdfast.lab.pool.FaultAction.Cut;
import dev.holdfast.lab.pool.FaultAction.Hang;
import dev.holdfast.lab.pool.FaultAction.Kill;
import dev.holdfast.lab.pool.FaultAction.Resume;
import dev.holdfast.lab.pool.FaultAction.ReturnOld;
import dev.holdfast.lab.pool.FaultAction.StartEmpty;
import dev.holdfast.lab.pool.FaultAction.Treat;
import dev.holdfast.lab.pool.LinkMode.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All faults of a run, stretched over its length: first a quiet period to compare with, then one
 * fault after the other, each followed by a quiet period in which nodes are readmitted and swept.
 *
 * @param quiet the first quiet period
 * @param length the whole
 * @param faults in order, without overlap
 */
record PoolFaultPlan(Duration quiet, Duration length, List<PoolFault> faults) {
  private static final double QUIET_SHARE = 0.15;
  private static final Duration GAP = Duration.ofMillis(100);
  private static final Duration UNCAPPED = Duration.ofDays(1);

  /** Shorter than three missed probes. */
  private static final Duration SHORT_HANG = Duration.ofMillis(150);

  private static final List<Integer> ALL = List.of(0, 1);

  /**
   * A fault before it has its place in time.
   *
   * @param active its share of the time
   * @param atMost how long it lasts at most
   * @param rest the share of the quiet period after it
   * @param opening what breaks, {@link #GAP} apart
   * @param closing what mends, at once
   */
  private record Draft(
      String name,
      double active,
      Duration atMost,
      double rest,
      List<FaultAction> opening,
      List<FaultAction> closing) {}

  PoolFaultPlan {
    faults = List.copyOf(faults);
  }

  static PoolFaultPlan over(Duration length) {
    List<Draft> drafts = drafts();
    Duration quiet = share(length, QUIET_SHARE);
    double shares = drafts.stream().mapToDouble(draft -> draft.active() + draft.rest()).sum();
    Duration unit = share(length.minus(quiet), 1 / shares);
    List<PoolFault> faults = new ArrayList<>();
    Duration at = quiet;
    for (Draft draft : drafts) {
      PoolFault fault = place(draft, at, unit);
      faults.add(fault);
      at = at.plus(share(unit, draft.active() + draft.rest()));
    }
    return new PoolFaultPlan(quiet, length, faults);
  }

  private static PoolFault place(Draft draft, Duration from, Duration unit) {
    Duration active = share(unit, draft.active());
    Duration to = from.plus(active.compareTo(draft.atMost()) < 0 ? active : draft.atMost());
    List<Step<FaultAction>> steps = new ArrayList<>();
    for (int place = 0; place < draft.opening().size(); place++) {
      steps.add(new Step<>(from.plus(GAP.multipliedBy(place)), draft.opening().get(place)));
    }
    draft.closing().forEach(action -> steps.add(new Step<>(to, action)));
    boolean oneHung = draft.opening().size() == 1 && draft.opening().getFirst() instanceof Hang;
    return new PoolFault(draft.name(), oneHung, from, to, steps);
  }

  private static Duration share(Duration whole, double share) {
    return Duration.ofNanos((long) (whole.toNanos() * share));
  }

  private static List<Draft> drafts() {
    List<Draft> drafts = new ArrayList<>(ofProcesses());
    drafts.addAll(ofLinks());
    drafts.addAll(ofPairs());
    return drafts;
  }

  private static List<Draft> ofProcesses() {
    return List.of(
        new Draft(
            "node 1 hangs briefly", 1, SHORT_HANG, 2, List.of(new Hang(0)), List.of(new Resume(0))),
        draft("node 2 hangs", 2, 3, List.of(new Hang(1)), List.of(new Resume(1))),
        draft("node 3 killed, back empty", 1, 4, List.of(new Kill(2)), List.of(new StartEmpty(2))),
        draft(
            "node 1 back with old data",
            2,
            4,
            List.of(new CopyItems(0)),
            List.of(new ReturnOld(0))));
  }

  private static List<Draft> ofLinks() {
    LinkMode silent = LinkMode.blackHole(Way.TO_NODE, Way.FROM_NODE);
    LinkMode late = LinkMode.delay(Duration.ofMillis(50), Way.FROM_NODE);
    LinkMode dripping = LinkMode.drip(Duration.ofMillis(100), Way.FROM_NODE);
    return List.of(
        treat("replica 1 cannot reach node 2", List.of(0), 1, silent),
        treat("node 1 refuses replica 2", List.of(1), 0, LinkMode.REFUSE),
        treat("node 3 in a black hole", ALL, 2, silent),
        treat("answers of node 1 vanish", ALL, 0, LinkMode.blackHole(Way.FROM_NODE)),
        draft("node 2 reset twice", 1, 2, List.of(new Cut(1)), List.of(new Cut(1))),
        treat("node 3 50 ms late", ALL, 2, late),
        treat("node 1 drips", ALL, 0, dripping));
  }

  private static List<Draft> ofPairs() {
    return List.of(
        draft(
            "nodes 1 and 2 hang",
            1.5,
            4,
            List.of(new Hang(0), new Hang(1)),
            List.of(new Resume(0), new Resume(1))),
        draft(
            "node 2 killed, node 3 hangs",
            1.5,
            5,
            List.of(new Kill(1), new Hang(2)),
            List.of(new StartEmpty(1), new Resume(2))));
  }

  private static Draft draft(
      String name,
      double active,
      double rest,
      List<FaultAction> opening,
      List<FaultAction> closing) {
    return new Draft(name, active, UNCAPPED, rest, opening, closing);
  }

  private static Draft treat(String name, List<Integer> replicas, int node, LinkMode mode) {
    return draft(
        name,
        1.5,
        2.5,
        List.of(new Treat(replicas, node, mode)),
        List.of(new Treat(replicas, node, LinkMode.PASS)));
  }
}
