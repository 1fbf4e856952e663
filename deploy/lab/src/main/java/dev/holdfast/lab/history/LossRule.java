package dev.holdfast.lab.history;

import dev.holdfast.lab.history.RunningMaximum.Seen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session that stood is absent only when an end may have come after it. An end that was over
 * before the write of the known version began cannot explain an absence after that version.
 */
final class LossRule {
  private final KeyHistory history;
  private final RunningMaximum writeBegins;

  LossRule(KeyHistory history) {
    this.history = history;
    this.writeBegins =
        new RunningMaximum(
            history.proofs().map(proof -> new Seen(proof.end(), writeBegin(proof))).toList());
  }

  /** Returns when the write behind a proof began; the start of time when it is not in here. */
  private long writeBegin(SessionCall proof) {
    Operation write = history.behind(proof);
    return write == null ? RunningMaximum.NONE + 1 : write.firstBegin();
  }

  List<SessionViolation> violations() {
    List<SessionViolation> found = new ArrayList<>();
    for (SessionCall call : history.calls()) {
      String reason = call.isAbsence() ? reason(call) : null;
      if (reason != null) {
        found.add(history.violation(SessionViolation.Promise.NOT_LOST, call, reason));
      }
    }
    return found;
  }

  private @Nullable String reason(SessionCall absence) {
    long lastEnd = history.lastEndSentBefore(absence.end());
    if (writeBegins.before(absence.begin()) > lastEnd) {
      long known = history.highestKnownBefore(absence.begin());
      return "told %s although version %s stood and nobody ended it"
          .formatted(absence.result(), SessionViolation.show(known));
    }
    boolean endedByNobody =
        absence.result() == SessionCall.Result.ENDED && lastEnd == RunningMaximum.NONE;
    return endedByNobody ? "told ENDED although nobody ended it" : null;
  }
}
