package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionViolation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What all clients did with a session before one of its answers broke a promise: the calls that
 * were under way in the last seconds before, so that the cause can be looked for when the run is
 * over. No line holds a key.
 *
 * @param record the run
 * @param violation the wrong answer
 */
record ViolationStory(PoolRecord record, SessionViolation violation) {
  private static final Duration BEFORE = Duration.ofSeconds(5);
  private static final int MAX_CALLS = 40;

  /** Returns a line for each call, by their begins: the last ones if there are many. */
  List<String> lines() {
    List<String> calls = calls().stream().map(this::line).toList();
    return calls.subList(Math.max(0, calls.size() - MAX_CALLS), calls.size());
  }

  /** Returns what is wrong, as a sentence. */
  String title() {
    return String.format(
        Locale.ROOT,
        "at %.3f s, key %d, client %d, %s: %s",
        record.seconds(violation.call().end()),
        violation.keyNumber(),
        violation.call().client(),
        violation.promise(),
        violation.reason());
  }

  private List<SessionCall> calls() {
    SessionCall wrong = violation.call();
    long from = wrong.begin() - BEFORE.toNanos();
    return record.calls().stream()
        .filter(call -> call.key().equals(wrong.key()))
        .filter(call -> call.end() > from && call.begin() <= wrong.end())
        .sorted(Comparator.comparingLong(SessionCall::begin))
        .toList();
  }

  private String line(SessionCall call) {
    return String.format(
        Locale.ROOT,
        "%.6f to %.6f client %d %s %s%s%s%s",
        record.seconds(call.begin()),
        record.seconds(call.end()),
        call.client(),
        call.kind(),
        call.result(),
        call.base() == 0 ? "" : " base " + SessionViolation.show(call.base()),
        call.version() == 0 ? "" : " version " + SessionViolation.show(call.version()),
        call.operation().isEmpty() ? "" : " operation " + call.operation());
  }
}
