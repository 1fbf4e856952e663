package dev.holdfast.lab.history;

import static dev.holdfast.lab.history.SessionCall.counter;
import static dev.holdfast.lab.history.SessionViolation.show;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every acknowledged write replaces the newest version, and each version is replaced once. */
final class LostUpdateRule {
  private final KeyHistory history;
  private final Map<Long, Operation> byBase = new HashMap<>();
  private final Map<Long, Operation> byCounter = new HashMap<>();
  private @Nullable Operation lastCreate;

  LostUpdateRule(KeyHistory history) {
    this.history = history;
  }

  List<SessionViolation> violations() {
    List<SessionViolation> found = new ArrayList<>();
    history.operations().stream()
        .filter(operation -> !operation.isEnd() && operation.isAcknowledged())
        .sorted(Comparator.comparingLong(Operation::version))
        .forEach(write -> judge(write, found));
    return found;
  }

  private void judge(Operation write, List<SessionViolation> found) {
    Operation before = write.base() == 0 ? lastCreate : byBase.putIfAbsent(write.base(), write);
    lastCreate = write.base() == 0 ? write : lastCreate;
    Operation twin = byCounter.putIfAbsent(counter(write.version()), write);
    if (write.base() > 0 && before != null) {
      found.add(blame(write, before, "two acknowledged saves from " + show(write.base())));
    } else if (before != null && !mayHaveEndedBetween(before, write)) {
      found.add(
          blame(write, before, "a second create was acknowledged, and nobody ended the first"));
    } else if (twin != null && write.version() > 0) {
      String both = show(write.version()) + " and " + show(twin.version());
      found.add(blame(write, twin, "two acknowledged writes made " + both));
    } else {
      String reason = reasonByTime(write);
      if (reason != null) {
        found.add(blame(write, write, reason));
      }
    }
  }

  /** Names the later of two writes: the earlier was right when it was acknowledged. */
  private SessionViolation blame(Operation one, Operation other, String reason) {
    SessionCall first = one.acknowledgements().getFirst();
    SessionCall second = other.acknowledgements().getFirst();
    return history.violation(
        SessionViolation.Promise.NO_LOST_UPDATE,
        second.end() > first.end() ? second : first,
        reason);
  }

  private boolean mayHaveEndedBetween(Operation first, Operation second) {
    return history.lastEndSentBefore(second.lastEnd()) > first.firstBegin();
  }

  private @Nullable String reasonByTime(Operation write) {
    long known = history.highestKnownBefore(write.firstBegin());
    boolean isVersionLate = write.version() > 0 && counter(write.version()) <= counter(known);
    boolean isBaseLate = write.base() > 0 && counter(write.base()) < counter(known);
    if (known > 0 && (isVersionLate || isBaseLate)) {
      return "acknowledged as %s after %s was known".formatted(show(write.version()), show(known));
    }
    boolean twice =
        write.acknowledgements().stream().mapToLong(SessionCall::version).distinct().count() > 1;
    return twice ? "one operation was acknowledged with two versions" : null;
  }
}
