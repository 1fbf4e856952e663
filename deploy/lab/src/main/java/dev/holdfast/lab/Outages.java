package dev.holdfast.lab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When the service, or what it saves to, could not be asked. Only then may a page refuse its user.
 *
 * @param spans each from the begin of the step that broke it to the end of the one that mended it
 */
record Outages(List<TimeSpan> spans) {

  Outages {
    spans = List.copyOf(spans);
  }

  /**
   * The times at which no replica could be asked.
   *
   * @param taken what was done to parts, in order
   * @param replicas the names of all replicas
   */
  static Outages ofAll(Set<String> replicas, List<FaultRun.Taken> taken) {
    List<TimeSpan> spans = new ArrayList<>();
    Set<String> away = new HashSet<>();
    long fromNanos = 0;
    for (FaultRun.Taken each : taken) {
      String part = each.step().part();
      if (!replicas.contains(part)) {
        continue;
      }
      boolean out = away.size() == replicas.size();
      if (!each.step().verb().equals("start")) {
        away.add(part);
        fromNanos = out ? fromNanos : each.span().fromNanos();
      } else if (away.remove(part) && out) {
        spans.add(new TimeSpan(fromNanos, each.span().toNanos()));
      }
    }
    return new Outages(spans);
  }

  /** Whether the click was refused, and that was right. */
  boolean excuse(Click click) {
    return click.answer() instanceof Answer.Refusal && coincideWith(click);
  }

  boolean coincideWith(Click click) {
    return spans.stream().anyMatch(span -> span.fallsInto(click));
  }
}
