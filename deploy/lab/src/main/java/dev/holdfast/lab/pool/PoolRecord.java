package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionCall.Result;
import dev.holdfast.lab.history.SessionFindings;
import dev.holdfast.lab.history.SessionHistoryChecker;
import dev.holdfast.lab.history.SessionViolation;
import java.util.List;

/**
 * Everything a run left behind. Times are those of {@link System#nanoTime}.
 *
 * @param calls all calls
 * @param violations those that break a promise
 * @param bands the faults
 * @param start the begin of the plan; writers were at it before
 * @param quietEnd the end of the first quiet period
 * @param end the end of the plan
 * @param stuck sessions that a replica could not answer for at the very end
 */
public record PoolRecord(
    List<SessionCall> calls,
    List<SessionViolation> violations,
    List<Band> bands,
    long start,
    long quietEnd,
    long end,
    long stuck) {
  /** What a read may add to the quiet time before it asks another node. */
  private static final double HEDGE_MILLIS = 20;

  private static final int TOLD = 5;

  /** Copies the lists. */
  public PoolRecord {
    calls = List.copyOf(calls);
    violations = List.copyOf(violations);
    bands = List.copyOf(bands);
  }

  SessionFindings findings() {
    return SessionHistoryChecker.findings(calls, violations);
  }

  /** True when there were calls, and none was answered wrongly. */
  public boolean isClean() {
    SessionFindings findings = findings();
    return findings.reads() > 0 && findings.writes() > 0 && findings.isClean();
  }

  /** Returns how many calls were answered so. */
  public long count(Result result) {
    return calls.stream().filter(call -> call.result() == result).count();
  }

  /** Returns what came before the first violations. */
  List<ViolationStory> stories() {
    return violations.stream()
        .limit(TOLD)
        .map(violation -> new ViolationStory(this, violation))
        .toList();
  }

  /** Returns how many seconds after the begin of the plan something was. */
  double seconds(long at) {
    return (at - start) / 1e9;
  }

  /** Returns the times of all calls of the plan. */
  CallTimes times() {
    return new CallTimes(calls, call -> call.begin() >= start && call.begin() < end);
  }

  CallTimes quietTimes() {
    return new CallTimes(calls, call -> call.begin() >= start && call.begin() < quietEnd);
  }

  /** Returns the times of calls while exactly one node hung. */
  CallTimes hungTimes() {
    return new CallTimes(
        calls, call -> bands.stream().anyMatch(band -> band.oneHung() && band.holds(call)));
  }

  double hungLimitMillis() {
    return 2 * quietTimes().millisAt(0.99) + HEDGE_MILLIS;
  }
}
