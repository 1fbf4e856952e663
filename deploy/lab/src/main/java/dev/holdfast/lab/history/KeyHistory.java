package dev.holdfast.lab.history;

import dev.holdfast.lab.history.RunningMaximum.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All calls on one session, with the indexes that the rules ask. */
final class KeyHistory {
  private final List<SessionCall> calls;
  private final int keyNumber;
  private final Map<String, Operation> operations;
  private final Map<Long, String> makers = new HashMap<>();
  private final RunningMaximum versions;
  private final RunningMaximum ends;

  KeyHistory(List<SessionCall> calls, int keyNumber) {
    this.calls = List.copyOf(calls);
    this.keyNumber = keyNumber;
    this.operations = operationsOf(calls);
    operations.values().stream()
        .filter(operation -> operation.version() > 0 && !operation.isEnd())
        .forEach(operation -> makers.putIfAbsent(operation.version(), operation.id()));
    for (SessionCall call : calls) {
      if (call.result() == SessionCall.Result.FOUND) {
        makers.putIfAbsent(call.version(), call.seen());
      }
    }
    this.versions = new RunningMaximum(proofs().map(c -> new Seen(c.end(), c.version())).toList());
    this.ends =
        new RunningMaximum(
            operations.values().stream()
                .filter(operation -> operation.isEnd() && !operation.isRefused())
                .map(operation -> new Seen(operation.firstBegin(), operation.lastEnd()))
                .toList());
  }

  private static Map<String, Operation> operationsOf(List<SessionCall> calls) {
    Map<String, List<SessionCall>> tries = new LinkedHashMap<>();
    for (SessionCall call : calls) {
      if (!call.isRead()) {
        tries.computeIfAbsent(call.operation(), _ -> new ArrayList<>()).add(call);
      }
    }
    Map<String, Operation> found = new LinkedHashMap<>();
    tries.forEach((id, its) -> found.put(id, new Operation(its)));
    return found;
  }

  List<SessionCall> calls() {
    return calls;
  }

  /** Returns the calls that prove a version: found reads and acknowledged writes. */
  Stream<SessionCall> proofs() {
    return calls.stream().filter(SessionCall::provesVersion);
  }

  Collection<Operation> operations() {
    return operations.values();
  }

  /** Returns the write or end of that id, or null. */
  @Nullable Operation operation(@Nullable String id) {
    return id == null ? null : operations.get(id);
  }

  /** Returns the id of the operation whose bytes a version has: the writer's word, or a read's. */
  @Nullable String makerOf(long version) {
    return makers.get(version);
  }

  /** Returns the operation behind a call that proves a version, or null. */
  @Nullable Operation behind(SessionCall proof) {
    return operation(proof.isRead() ? makers.get(proof.version()) : proof.operation());
  }

  /** Returns the highest version that anybody knew before an instant; 0 for none. */
  long highestKnownBefore(long instant) {
    return Math.max(0, versions.before(instant));
  }

  /**
   * Returns when the last of the ends that were sent before an instant was over; {@link
   * RunningMaximum#NONE} when none was sent.
   */
  long lastEndSentBefore(long instant) {
    return ends.before(instant);
  }

  SessionViolation violation(SessionViolation.Promise promise, SessionCall call, String reason) {
    return new SessionViolation(promise, call, keyNumber, reason);
  }
}
