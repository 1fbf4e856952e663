package dev.holdfast.store.memcached;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.session.SessionVersion;
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

  /** Returns a call as people read it. */
  static String show(SessionCall call) {
    return "%s client %d %s %d..%d: %s %s %s%s"
        .formatted(
            call.key(),
            call.client(),
            call.kind(),
            call.begin(),
            call.end(),
            call.result(),
            call.version() == 0 ? "" : show(new SessionVersion(call.version())),
            call.operation(),
            call.seen());
  }

  /** Returns a version as people read it: counter and nonce. */
  static String show(SessionVersion version) {
    return "%d.%06x".formatted(version.counter(), version.value() & 0x7fffff);
  }
}
