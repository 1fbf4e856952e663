package dev.holdfast.store.memcached;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionFindings;
import dev.holdfast.lab.history.SessionHistoryChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was wrong in one schedule, and how often each thing happened. */
final class Judgement {
  private final Trace trace;
  private final Tally tally = new Tally();
  private final List<String> violations = new ArrayList<>();

  Judgement(Trace trace) {
    this.trace = trace;
  }

  Tally tally() {
    return tally;
  }

  List<String> violations() {
    return violations;
  }

  void violate(String kind, String text) {
    tally.add(kind);
    violations.add(text);
    trace.add(() -> "VIOLATION " + text);
  }

  /** Judges all calls of the schedule. */
  void judge(CallLog log) {
    List<SessionCall> calls = log.calls();
    SessionFindings findings = SessionHistoryChecker.check(calls);
    count(calls, findings);
    findings.examples().forEach(text -> violations.add(text));
    findings.examples().forEach(text -> trace.add(() -> "VIOLATION " + text));
    if (log.versions().deniedButShown(calls) > 0) {
      violate("denied_but_shown", "a write that was said not to be applied was shown");
    }
    tally.add("settled", log.versions().chosen());
  }

  private void count(List<SessionCall> calls, SessionFindings findings) {
    tally.add("schedules");
    tally.add("calls", calls.size());
    tally.add("reads", findings.reads());
    tally.add("writes", findings.writes());
    tally.add("stale", findings.stale());
    tally.add("lost", findings.lost());
    tally.add("resurrected", findings.resurrected());
    tally.add("lost_updates", findings.lostUpdates());
    for (SessionCall call : calls) {
      tally.add(nameOf(call));
    }
  }

  private static String nameOf(SessionCall call) {
    return switch (call.result()) {
      case LOST -> "lost_told";
      default -> call.result().name().toLowerCase(Locale.ROOT);
    };
  }
}
