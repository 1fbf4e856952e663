package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import java.util.List;
import java.util.function.Predicate;

/** How long calls took, sorted. */
final class CallTimes {
  private final long[] sortedNanos;

  CallTimes(List<SessionCall> calls, Predicate<SessionCall> which) {
    this.sortedNanos =
        calls.stream()
            .filter(which)
            .mapToLong(call -> call.end() - call.begin())
            .sorted()
            .toArray();
  }

  int count() {
    return sortedNanos.length;
  }

  /**
   * The time that a share of the calls did not exceed (nearest rank); 0 without calls.
   *
   * @param share between 0 and 1
   * @return milliseconds
   */
  double millisAt(double share) {
    if (sortedNanos.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(share * sortedNanos.length);
    return sortedNanos[Math.max(rank, 1) - 1] / 1e6;
  }
}
