package dev.holdfast.client.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.client.Outcome;
import dev.holdfast.client.Problem;
import dev.holdfast.client.Reason;
import dev.holdfast.client.TimeText;
import dev.holdfast.client.transport.Attempt;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer of the REST door. */
final class RestAnswer {
  private final HttpAnswer answer;
  private final Attempt attempt;

  /** An answer to an attempt. */
  RestAnswer(HttpAnswer answer, Attempt attempt) {
    this.answer = answer;
    this.attempt = attempt;
  }

  int status() {
    return answer.status();
  }

  byte[] body() {
    return answer.body();
  }

  boolean isSuccess() {
    return answer.status() < 300;
  }

  @Nullable String header(String name) {
    return answer.header(name);
  }

  @Nullable Instant time(String name) {
    String text = header(name);
    try {
      return text == null ? null : TimeText.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Returns the members of a JSON body; null when it is none. */
  @Nullable Map<String, Object> json() {
    return Json.object(new String(answer.body(), UTF_8));
  }

  /** Returns the service's own problem; null for an answer of something that stands between. */
  @Nullable Problem problem() {
    Map<String, Object> told = json();
    String reason = told == null ? null : text(told, "reason");
    if (told == null || reason == null) {
      return null;
    }
    String detail = text(told, "detail");
    String outcome = text(told, "outcome");
    return new Problem(
        Reason.named(reason),
        attempt.outcome(Reason.named(reason), Outcome.named(outcome == null ? "" : outcome)),
        Boolean.TRUE.equals(told.get("retryable")),
        detail == null ? "" : detail,
        new Problem.Hints(attempt.requestId(), text(told, "current_etag"), retryAfter()));
  }

  /** Returns the problem of an answer that says none, or not what the protocol has. */
  Problem unexpected(String expected) {
    return new Problem(
        Reason.UNEXPECTED_ANSWER,
        Outcome.UNKNOWN,
        false,
        "the endpoint answered %d (expected: %s)".formatted(status(), expected),
        Problem.Hints.of(attempt.requestId()));
  }

  /** Returns why this is no success. */
  Problem failure() {
    Problem problem = problem();
    return problem == null ? unexpected("a reason of the session service") : problem;
  }

  @Nullable Duration retryAfter() {
    String millis = header("Session-Retry-After-Ms");
    String seconds = header("Retry-After");
    try {
      if (millis != null) {
        return Duration.ofMillis(Long.parseLong(millis));
      }
      return seconds == null ? null : Duration.ofSeconds(Long.parseLong(seconds));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String text(Map<String, Object> members, String name) {
    Object value = members.get(name);
    return value instanceof String string ? string : null;
  }
}
