package dev.holdfast.conformance;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Holds a refusal against the members of an expectation. */
final class FailureChecks {
  static final Set<String> MEMBERS =
      Set.of(
          "error",
          "http",
          "grpc",
          "outcome",
          "retryable",
          "current_etag",
          "detail_contains",
          "retry_after_at_most");

  private FailureChecks() {}

  /** Returns what differs, or null. */
  static @Nullable String check(
      String member, JsonNode expected, Observed.Failed failed, Moment moment) {
    Observed.Problem problem = failed.problem();
    return switch (member) {
      case "error" -> Difference.of(expected.getStringValue(), problem.reason());
      case "http", "grpc" ->
          member.equals(moment.statusMember())
              ? Difference.of(expected.coerceStringValue(), failed.status())
              : null;
      case "outcome" -> Difference.of(expected.getStringValue(), problem.outcome());
      case "retryable" -> Difference.of(expected.getBooleanValue(), problem.retryable());
      case "current_etag" ->
          Difference.of(
              moment.values().etag(expected.getStringValue()), problem.hints().currentEtag());
      case "detail_contains" -> parts(expected, problem.detail());
      case "retry_after_at_most" ->
          hint(SpanText.parse(expected.getStringValue()), problem.hints().retryAfter());
      default -> throw new IllegalArgumentException(member);
    };
  }

  private static @Nullable String parts(JsonNode expected, String detail) {
    return StreamSupport.stream(expected.values().spliterator(), false)
        .map(part -> Difference.ofPart(part.getStringValue(), detail))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String hint(Duration most, @Nullable Duration found) {
    return found != null && !found.isNegative() && found.compareTo(most) <= 0
        ? null
        : Difference.sentence(found, "at most " + most);
  }
}
