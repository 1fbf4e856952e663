package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run with changes of the ring came to. */
final class RingSummary {
  private RingSummary() {}

  /** Judges a run: every promise was kept, every change has ended, and no session was missed. */
  static PoolVerdict of(PoolRecord record, RingChangePlan plan, List<ChangeOutcome> outcomes) {
    boolean allDone =
        outcomes.size() == plan.changes().size()
            && outcomes.stream().allMatch(ChangeOutcome::isDone);
    boolean good = record.isClean() && allDone && record.count(Result.ABSENT) == 0;
    return new PoolVerdict(
        "the pool while its ring changes", good, figures(record, plan, outcomes));
  }

  private static Map<String, String> figures(
      PoolRecord record, RingChangePlan plan, List<ChangeOutcome> outcomes) {
    Map<String, String> figures = new LinkedHashMap<>(PoolSummary.always(record));
    figures.put("told_absent", Long.toString(record.count(Result.ABSENT)));
    long done = outcomes.stream().filter(ChangeOutcome::isDone).count();
    figures.put("changes", Long.toString(done));
    for (int number = 0; number < outcomes.size(); number++) {
      figures.put("change_" + (number + 1), text(outcomes.get(number), record));
    }
    if (!plan.left().isEmpty()) {
      String names = plan.left().stream().map(RingChange::name).collect(Collectors.joining("; "));
      figures.put("no_time_for", names);
    }
    return figures;
  }

  private static String text(ChangeOutcome outcome, PoolRecord record) {
    return "%s; %d unverified, %d unavailable, %d unknown"
        .formatted(
            outcome.text(),
            count(record, outcome, Result.UNVERIFIED),
            count(record, outcome, Result.UNAVAILABLE),
            count(record, outcome, Result.UNKNOWN));
  }

  private static long count(PoolRecord record, ChangeOutcome during, Result result) {
    Band band = during.band();
    return record.calls().stream()
        .filter(call -> call.result() == result && band.holds(call))
        .count();
  }
}
