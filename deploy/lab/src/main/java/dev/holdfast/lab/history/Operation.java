package dev.holdfast.lab.history;

import dev.holdfast.lab.history.SessionCall.Kind;
import dev.holdfast.lab.history.SessionCall.Result;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** One write or end with all its repetitions. */
final class Operation {
  private final List<SessionCall> calls;

  /**
   * @param calls its calls, at least one
   */
  Operation(List<SessionCall> calls) {
    this.calls = calls.stream().sorted(Comparator.comparingLong(SessionCall::end)).toList();
  }

  String id() {
    return calls.getFirst().operation();
  }

  boolean isEnd() {
    return calls.getFirst().kind() == Kind.END;
  }

  long base() {
    return calls.getFirst().base();
  }

  /** Returns when the first try was sent: nothing can have happened before. */
  long firstBegin() {
    return calls.stream().mapToLong(SessionCall::begin).min().orElseThrow();
  }

  /** Returns when the last try was answered. */
  long lastEnd() {
    return calls.getLast().end();
  }

  List<SessionCall> acknowledgements() {
    return calls.stream().filter(call -> call.result() == Result.APPLIED).toList();
  }

  boolean isAcknowledged() {
    return calls.stream().anyMatch(call -> call.result() == Result.APPLIED);
  }

  /** True when the last word was that it does not stand. */
  boolean isRefused() {
    return !isAcknowledged() && calls.getLast().result() == Result.NOT_APPLIED;
  }

  /** Returns the version it made, where a caller knows it; 0 otherwise. */
  long version() {
    return calls.stream().mapToLong(SessionCall::version).filter(v -> v > 0).findFirst().orElse(0);
  }

  /** Returns the counter that its version has, as far as version or base tell. */
  OptionalLong counter() {
    if (version() > 0) {
      return OptionalLong.of(SessionCall.counter(version()));
    }
    return base() > 0 ? OptionalLong.of(SessionCall.counter(base()) + 1) : OptionalLong.empty();
  }
}
