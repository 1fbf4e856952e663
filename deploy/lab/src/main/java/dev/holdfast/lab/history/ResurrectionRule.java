package dev.holdfast.lab.history;

import static dev.holdfast.lab.history.SessionViolation.show;

import dev.holdfast.lab.history.RunningMaximum.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was known to stand before an end began does not come back once that end was acknowledged.
 * Versions belong together when their chain of bases leads to the same create.
 */
final class ResurrectionRule {
  private final KeyHistory history;
  private final Map<String, Long> firstKnown = new HashMap<>();
  private final Map<String, Operation> creates = new HashMap<>();
  private final RunningMaximum endBegins;
  private final RunningMaximum tombstones;

  ResurrectionRule(KeyHistory history) {
    this.history = history;
    history.proofs().forEach(this::learn);
    List<Seen> begins = new ArrayList<>();
    List<Seen> versions = new ArrayList<>();
    for (Operation operation : history.operations()) {
      if (operation.isEnd() && operation.isAcknowledged()) {
        long acknowledged = operation.acknowledgements().getFirst().end();
        begins.add(new Seen(acknowledged, operation.firstBegin()));
        versions.add(new Seen(acknowledged, operation.version()));
      }
    }
    this.endBegins = new RunningMaximum(begins);
    this.tombstones = new RunningMaximum(versions);
  }

  private void learn(SessionCall proof) {
    Operation create = createOf(history.behind(proof));
    if (create != null) {
      firstKnown.merge(create.id(), proof.end(), Math::min);
    }
  }

  private @Nullable Operation createOf(@Nullable Operation write) {
    Set<String> passed = new HashSet<>();
    Operation at = write;
    while (at != null && at.base() > 0 && !creates.containsKey(at.id()) && passed.add(at.id())) {
      at = history.operation(history.makerOf(at.base()));
    }
    Operation create = at == null || at.base() == 0 ? at : creates.get(at.id());
    if (create != null) {
      passed.forEach(id -> creates.put(id, create));
    }
    return create;
  }

  List<SessionViolation> violations() {
    return history
        .proofs()
        .filter(this::isResurrection)
        .map(
            call ->
                history.violation(
                    SessionViolation.Promise.NOT_RESURRECTED,
                    call,
                    "version %s came back after an acknowledged end"
                        .formatted(show(call.version()))))
        .toList();
  }

  private boolean isResurrection(SessionCall proof) {
    Operation write = history.behind(proof);
    long from = proof.isRead() || write == null ? proof.begin() : write.firstBegin();
    if (proof.version() > 0 && proof.version() <= tombstones.before(from)) {
      return true;
    }
    Operation create = createOf(write);
    Long known = create == null ? null : firstKnown.get(create.id());
    return known != null && endBegins.before(from) > known;
  }
}
