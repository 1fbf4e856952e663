package dev.holdfast.lab.history;

import static dev.holdfast.lab.history.SessionCall.counter;
import static dev.holdfast.lab.history.SessionViolation.show;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A read is never older than what anybody knew before it began, and its bytes match. */
final class StaleRule {
  private final KeyHistory history;

  StaleRule(KeyHistory history) {
    this.history = history;
  }

  List<SessionViolation> violations() {
    List<SessionViolation> found = new ArrayList<>();
    for (SessionCall call : history.calls()) {
      String reason = call.result() == SessionCall.Result.FOUND ? reason(call) : null;
      if (reason != null) {
        found.add(history.violation(SessionViolation.Promise.NOT_STALE, call, reason));
      }
    }
    return found;
  }

  private @Nullable String reason(SessionCall read) {
    long known = history.highestKnownBefore(read.begin());
    if (counter(read.version()) < counter(known)) {
      return "read version %s after %s was known".formatted(show(read.version()), show(known));
    }
    if (counter(read.version()) == counter(known) && read.version() != known) {
      return "read version %s beside %s".formatted(show(read.version()), show(known));
    }
    return wrongBytes(read, known);
  }

  private @Nullable String wrongBytes(SessionCall read, long known) {
    Operation shown = history.operation(read.seen());
    if (shown == null || shown.isEnd()) {
      return "read version %s with bytes that nobody wrote".formatted(show(read.version()));
    }
    if (shown.isRefused()) {
      return "read version %s with a write that was refused".formatted(show(read.version()));
    }
    if (!read.seen().equals(history.makerOf(read.version()))) {
      return "read version %s with bytes of another write".formatted(show(read.version()));
    }
    return isOlderContent(read, shown, known)
        ? "read version %s with bytes from before %s".formatted(show(read.version()), show(known))
        : null;
  }

  /**
   * A store may settle a fork by writing the winner's bytes under a new version; they must not be
   * older than what was known.
   */
  private boolean isOlderContent(SessionCall read, Operation shown, long known) {
    OptionalLong written = shown.counter();
    return known > 0
        && written.isPresent()
        && written.getAsLong() <= counter(known)
        && counter(known) < counter(read.version())
        && !read.seen().equals(history.makerOf(known));
  }
}
