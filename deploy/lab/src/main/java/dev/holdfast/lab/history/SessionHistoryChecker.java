package dev.holdfast.lab.history;

import dev.holdfast.lab.history.SessionViolation.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges the calls of all clients, key by key. A call comes before another when it ended strictly
 * before the other began; calls that overlap may have happened in either order. Expiry is not known
 * here: histories hold no call on a session after its logical end by time.
 */
public final class SessionHistoryChecker {
  private static final int MAX_EXAMPLES = 20;

  private SessionHistoryChecker() {}

  /** Returns the verdict on a history; the calls may be in any order. */
  public static SessionFindings check(List<SessionCall> calls) {
    return findings(calls, violations(calls));
  }

  /** Returns the verdict that these violations of a history make. */
  public static SessionFindings findings(
      List<SessionCall> calls, List<SessionViolation> violations) {
    Map<Promise, Long> counts =
        violations.stream()
            .collect(Collectors.groupingBy(SessionViolation::promise, Collectors.counting()));
    long reads = calls.stream().filter(SessionCall::isRead).count();
    return new SessionFindings(
        reads,
        calls.size() - reads,
        counts.getOrDefault(Promise.NOT_STALE, 0L),
        counts.getOrDefault(Promise.NOT_LOST, 0L),
        counts.getOrDefault(Promise.NOT_RESURRECTED, 0L),
        counts.getOrDefault(Promise.NO_LOST_UPDATE, 0L),
        calls.stream().filter(c -> c.result() == SessionCall.Result.UNVERIFIED).count(),
        violations.stream().limit(MAX_EXAMPLES).map(SessionViolation::text).toList());
  }

  /** Returns every call that breaks a promise, once, ordered by its begin. */
  public static List<SessionViolation> violations(List<SessionCall> calls) {
    Map<String, List<SessionCall>> byKey =
        calls.stream()
            .collect(Collectors.groupingBy(SessionCall::key, TreeMap::new, Collectors.toList()));
    List<SessionViolation> found = new ArrayList<>();
    int number = 0;
    for (List<SessionCall> ofKey : byKey.values()) {
      found.addAll(violations(new KeyHistory(ofKey, number)));
      number++;
    }
    found.sort(Comparator.comparingLong(violation -> violation.call().begin()));
    return found;
  }

  private static List<SessionViolation> violations(KeyHistory history) {
    List<SessionViolation> found = new ArrayList<>();
    Set<SessionCall> told = new HashSet<>();
    for (List<SessionViolation> ofRule :
        List.of(
            new ResurrectionRule(history).violations(),
            new StaleRule(history).violations(),
            new LossRule(history).violations(),
            new LostUpdateRule(history).violations())) {
      ofRule.stream().filter(violation -> told.add(violation.call())).forEach(found::add);
    }
    return found;
  }
}
