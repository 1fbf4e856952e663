package dev.holdfast.lab.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The highest of the values that were seen before an instant. */
final class RunningMaximum {
  /** What {@link #before} answers when there is no value. */
  static final long NONE = Long.MIN_VALUE;

  private final long[] times;
  private final long[] highest;

  /**
   * A value and when it was seen.
   *
   * @param at the instant
   * @param value any number above {@link #NONE}
   */
  record Seen(long at, long value) {}

  RunningMaximum(List<Seen> values) {
    List<Seen> sorted = values.stream().sorted(Comparator.comparingLong(Seen::at)).toList();
    times = sorted.stream().mapToLong(Seen::at).toArray();
    highest = sorted.stream().mapToLong(Seen::value).toArray();
    Arrays.parallelPrefix(highest, Math::max);
  }

  /** Returns the highest value seen strictly before an instant, or {@link #NONE}. */
  long before(long instant) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? NONE : highest[low - 1];
  }
}
