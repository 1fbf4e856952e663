package dev.holdfast.store.memcached;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in one schedule, line by line, if anybody wants to know. */
final class Trace {
  private final boolean wanted;
  private final List<String> lines = new ArrayList<>();
  private long step;

  Trace(boolean wanted) {
    this.wanted = wanted;
  }

  /** Begins the next step. */
  void tick() {
    step++;
  }

  /** Returns the number of the step: the time of the recorded calls. */
  long step() {
    return step;
  }

  void add(Supplier<String> event) {
    if (wanted) {
      lines.add(step + " " + event.get());
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
