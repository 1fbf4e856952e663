package dev.holdfast.lab.history;

import dev.holdfast.lab.history.SessionCall.Kind;
import dev.holdfast.lab.history.SessionCall.Result;
import java.util.ArrayList;
import java.util.List;

/** A hand-made history of one key. Calls follow each other unless their times are given. */
final class Calls {
  private final List<SessionCall> calls = new ArrayList<>();
  private long begin = 10;
  private long end = 15;

  /** Returns a version: counter and nonce. */
  static long v(long counter, int nonce) {
    return counter << 23 | nonce;
  }

  /** Sets the times of the next call. */
  Calls at(long nextBegin, long nextEnd) {
    begin = nextBegin;
    end = nextEnd;
    return this;
  }

  Calls create(String operation, long version) {
    return write(operation, 0, version, Result.APPLIED);
  }

  Calls save(String operation, long base, long version) {
    return write(operation, base, version, Result.APPLIED);
  }

  Calls write(String operation, long base, long version, Result result) {
    return add(Kind.WRITE, result, base, version, operation, "");
  }

  Calls end(String operation, Result result) {
    return add(Kind.END, result, 0, 0, operation, "");
  }

  Calls endWithVersion(String operation, long version) {
    return add(Kind.END, Result.APPLIED, 0, version, operation, "");
  }

  Calls found(long version, String seen) {
    return add(Kind.READ, Result.FOUND, 0, version, "", seen);
  }

  Calls read(Result result) {
    return add(Kind.READ, result, 0, 0, "", "");
  }

  SessionFindings check() {
    return SessionHistoryChecker.check(calls);
  }

  List<SessionCall> list() {
    return List.copyOf(calls);
  }

  private Calls add(
      Kind kind, Result result, long base, long version, String operation, String seen) {
    calls.add(new SessionCall("key", 1, begin, end, kind, result, base, version, operation, seen));
    begin = end + 5;
    end = begin + 5;
    return this;
  }
}
