package dev.holdfast.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not do what it was asked. It holds no key, no payload and no token.
 *
 * @param reason in one word
 * @param outcome whether anything was applied
 * @param retryable whether the same call may succeed later
 * @param detail for people; may be empty
 * @param hints what else is known
 */
public record Problem(
    Reason reason, Outcome outcome, boolean retryable, String detail, Hints hints) {
  /**
   * What a failure may tell besides.
   *
   * @param requestId by which the service's log finds the call
   * @param currentEtag the version that stands; null where not told
   * @param retryAfter when to ask again; null where not told
   */
  public record Hints(
      String requestId, @Nullable String currentEtag, @Nullable Duration retryAfter) {
    /** Hints without more than the request. */
    public static Hints of(String requestId) {
      return new Hints(requestId, null, null);
    }
  }

  /** Returns a sentence for logs and exceptions. */
  public String sentence() {
    String what = detail.isEmpty() ? "" : ": " + detail;
    return "%s%s (outcome %s, request %s)"
        .formatted(reason, what, outcome.wireName(), hints.requestId());
  }
}
