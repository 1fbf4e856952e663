package dev.holdfast.conformance;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds the sessions of a user against the members of an expectation. */
final class UserChecks {
  static final Set<String> LIST_MEMBERS =
      Set.of("ok", "sessions", "more", "created_ago", "expires_in", "lifetime_expires_in");
  static final Set<String> END_MEMBERS = Set.of("ok", "ended");

  private UserChecks() {}

  /** Returns what differs, or null. */
  static @Nullable String check(
      String member, JsonNode expected, Observed.Listed list, Moment moment) {
    return switch (member) {
      case "ok" -> null;
      case "sessions" -> Difference.of(expected.getIntValue(), handles(list));
      case "more" -> Difference.of(expected.getBooleanValue(), list.more());
      case "created_ago" ->
          each(list, span(expected).negated(), Observed.Entry::createTime, moment);
      case "expires_in" -> each(list, span(expected), Observed.Entry::expireTime, moment);
      case "lifetime_expires_in" ->
          each(list, span(expected), Observed.Entry::lifetimeExpireTime, moment);
      default -> throw new IllegalArgumentException(member);
    };
  }

  /** Returns what differs, or null. */
  static @Nullable String check(String member, JsonNode expected, Observed.EndedAll all) {
    return member.equals("ok") ? null : Difference.of(expected.getIntValue(), all.ended());
  }

  private static int handles(Observed.Listed list) {
    return (int) list.sessions().stream().map(Observed.Entry::handle).distinct().count();
  }

  private static Duration span(JsonNode expected) {
    return SpanText.parse(expected.getStringValue());
  }

  private static @Nullable String each(
      Observed.Listed list,
      Duration distance,
      Function<Observed.Entry, Instant> time,
      Moment moment) {
    return list.sessions().stream()
        .map(entry -> Difference.ofTime(distance, time.apply(entry), moment))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
