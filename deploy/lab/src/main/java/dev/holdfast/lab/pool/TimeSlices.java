package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import java.util.ArrayList;
import java.util.List;

/** The calls of a run cut into slices of equal length, by their begin. */
final class TimeSlices {
  /** How long a slice is. */
  static final long SLICE_NANOS = 250_000_000;

  private TimeSlices() {}

  /** Returns the times of the calls of each slice from the first instant to the last. */
  static List<CallTimes> of(List<SessionCall> calls, long from, long to) {
    int count = (int) ((to - from + SLICE_NANOS - 1) / SLICE_NANOS);
    List<List<SessionCall>> slices = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      slices.add(new ArrayList<>());
    }
    for (SessionCall call : calls) {
      if (call.begin() >= from && call.begin() < to) {
        slices.get((int) ((call.begin() - from) / SLICE_NANOS)).add(call);
      }
    }
    return slices.stream().map(slice -> new CallTimes(slice, _ -> true)).toList();
  }
}
