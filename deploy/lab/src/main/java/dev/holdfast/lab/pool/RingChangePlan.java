package dev.holdfast.lab.pool;

import dev.holdfast.lab.pool.FaultAction.Hang;
import dev.holdfast.lab.pool.FaultAction.Kill;
import dev.holdfast.lab.pool.FaultAction.Resume;
import dev.holdfast.lab.pool.FaultAction.StartEmpty;
import dev.holdfast.lab.pool.RingAsk.Put;
import dev.holdfast.lab.pool.RingAsk.Reload;
import dev.holdfast.lab.pool.RingAsk.Remove;
import dev.holdfast.lab.pool.RingChange.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The changes of a run, as many as fit into its length: a quiet period to compare with, then one
 * change after the other, each begun when the one before is over.
 *
 * @param quiet the quiet period
 * @param length the whole
 * @param first the nodes at the start
 * @param changes those that fit, in order
 * @param left those that do not
 */
record RingChangePlan(
    Duration quiet,
    Duration length,
    List<RingMember> first,
    List<RingChange> changes,
    List<RingChange> left) {
  /** How many nodes all changes need together. */
  static final int ALL_NODES = 9;

  private static final int FIRST_NODES = 3;
  private static final String IDS = "abcdefgh";
  private static final Duration QUIET = Duration.ofSeconds(6);
  private static final Duration CHANGE = Duration.ofMillis(13_300);
  private static final Duration HANG = Duration.ofSeconds(2);
  private static final Duration MIDDLE = Duration.ofMillis(1500);
  private static final Duration RESTART = Duration.ofSeconds(8);

  RingChangePlan {
    first = List.copyOf(first);
    changes = List.copyOf(changes);
    left = List.copyOf(left);
  }

  /**
   * Makes a plan.
   *
   * @param ports where nodes listen, or shall
   */
  static RingChangePlan over(Duration length, List<Integer> ports) {
    List<RingMember> first =
        IntStream.range(0, FIRST_NODES).mapToObj(node -> member(ports, node, node)).toList();
    List<RingChange> all = all(ports);
    List<RingChange> fitting = new ArrayList<>();
    Duration end = QUIET;
    for (RingChange change : all) {
      end = end.plus(change.length());
      if (end.compareTo(length) > 0) {
        break;
      }
      fitting.add(change);
    }
    return new RingChangePlan(
        QUIET, length, first, fitting, all.subList(fitting.size(), all.size()));
  }

  private static List<RingChange> all(List<Integer> ports) {
    return List.of(
        change("add d", List.of(new StartEmpty(3)), new Put(member(ports, 3, 3))),
        change(
            "replace dead b",
            List.of(new Kill(1), new StartEmpty(4)),
            new Put(member(ports, 1, 4))),
        change("remove a", List.of(), new Remove("a")),
        change("reweigh b", List.of(), new Put(new RingMember("b", ports.get(4), 3))),
        hung(ports),
        replaceAll(ports),
        killedLeader(ports),
        killedBeginner(ports));
  }

  private static RingChange hung(List<Integer> ports) {
    return new RingChange(
        "add e, c hangs",
        List.of(new StartEmpty(5)),
        new Put(member(ports, 4, 5)),
        List.of(
            new Trouble.Wait(MIDDLE),
            new Trouble.Fault(new Hang(2)),
            new Trouble.Wait(HANG),
            new Trouble.Fault(new Resume(2))),
        CHANGE.plus(HANG));
  }

  private static RingChange replaceAll(List<Integer> ports) {
    return change(
        "replace all by f g h",
        List.of(new StartEmpty(6), new StartEmpty(7), new StartEmpty(8)),
        new Reload(List.of(member(ports, 5, 6), member(ports, 6, 7), member(ports, 7, 8))));
  }

  private static RingChange killedLeader(List<Integer> ports) {
    return killed(
        "reweigh f, its leader killed",
        new Put(new RingMember("f", ports.get(6), 2)),
        List.of(new Trouble.KillLeader()));
  }

  private static RingChange killedBeginner(List<Integer> ports) {
    return killed(
        "reweigh g, its beginner killed",
        new Put(new RingMember("g", ports.get(7), 3)),
        List.of(new Trouble.Wait(MIDDLE), new Trouble.KillAsked()));
  }

  private static RingChange killed(String name, RingAsk ask, List<Trouble> death) {
    List<Trouble> during = new ArrayList<>(death);
    during.add(new Trouble.Wait(HANG));
    during.add(new Trouble.StartKilled());
    return new RingChange(name, List.of(), ask, during, CHANGE.plus(HANG).plus(RESTART));
  }

  private static RingChange change(String name, List<FaultAction> before, RingAsk ask) {
    return new RingChange(name, before, ask, List.of(), CHANGE);
  }

  private static RingMember member(List<Integer> ports, int id, int node) {
    return new RingMember(IDS.substring(id, id + 1), ports.get(node), 1);
  }
}
