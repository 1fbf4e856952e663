package dev.holdfast.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that was answered with no.
 *
 * @param code why
 * @param detail one sentence for people, without secrets
 * @param outcome what became of the write
 * @param current the current version, where known
 * @param retryAfter when trying again may help, where known
 */
public record Refusal(
    ErrorCode code,
    String detail,
    Outcome outcome,
    @Nullable SessionVersion current,
    @Nullable Duration retryAfter) {

  /** Returns a refusal that changed nothing. */
  public static Refusal of(ErrorCode code, String detail) {
    Outcome outcome =
        code == ErrorCode.OUTCOME_UNKNOWN || code == ErrorCode.INTERNAL
            ? Outcome.UNKNOWN
            : Outcome.NOT_APPLIED;
    return new Refusal(code, detail, outcome, null, null);
  }

  /** Returns this refusal with the current version. */
  public Refusal withCurrent(SessionVersion version) {
    return new Refusal(code, detail, outcome, version, retryAfter);
  }

  /** Returns this refusal with another outcome. */
  public Refusal withOutcome(Outcome other) {
    return new Refusal(code, detail, other, current, retryAfter);
  }

  /** Returns this refusal with a hint when to try again. */
  public Refusal withRetryAfter(Duration hint) {
    return new Refusal(code, detail, outcome, current, hint);
  }
}
