package dev.holdfast.client.testing;

import dev.holdfast.client.DurationText;
import dev.holdfast.client.Outcome;
import dev.holdfast.client.Problem;
import dev.holdfast.client.Reason;
import java.io.Serial;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the service in memory does not do. */
final class Refusal extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private static final Pattern ETAG = Pattern.compile("\"[0-9]{1,19}\"");

  private final transient Problem problem;

  private Refusal(Problem problem) {
    super(problem.reason().name(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  static Refusal of(Reason reason) {
    return of(reason, Outcome.NOT_APPLIED, "", null);
  }

  static Refusal invalid(String detail) {
    return of(Reason.INVALID_ARGUMENT, Outcome.NOT_APPLIED, detail, null);
  }

  /** A write that met another state: nobody knows its outcome once it may have left the list. */
  static Refusal stale(Reason reason, Entry entry, @Nullable String base) {
    Outcome outcome = entry.remembersSince(base) ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
    String current = reason == Reason.SESSION_ENDED ? null : entry.etag();
    return of(reason, outcome, "", current);
  }

  static Refusal lockHeld(Duration rest) {
    return new Refusal(
        new Problem(
            Reason.LOCK_HELD,
            Outcome.NOT_APPLIED,
            true,
            "",
            new Problem.Hints("in-memory", null, rest)));
  }

  static void requireEtag(@Nullable String etag) throws Refusal {
    if (etag != null && !ETAG.matcher(etag).matches()) {
      throw invalid("ETag: not one quoted decimal version (expected: \"17\")");
    }
  }

  static void requireSize(int bytes, int most) throws Refusal {
    if (bytes > most) {
      String detail = "payload: %d bytes (expected: <= %d)".formatted(bytes, most);
      throw of(Reason.PAYLOAD_TOO_LARGE, Outcome.NOT_APPLIED, detail, null);
    }
  }

  static Duration requireWithin(String name, Duration value, Duration least, Duration most)
      throws Refusal {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw invalid(
          "%s: %s (expected: at most %s)"
              .formatted(name, DurationText.wire(value), DurationText.wire(most)));
    }
    return value;
  }

  private static Refusal of(
      Reason reason, Outcome outcome, String detail, @Nullable String currentEtag) {
    return new Refusal(
        new Problem(
            reason, outcome, false, detail, new Problem.Hints("in-memory", currentEtag, null)));
  }
}
