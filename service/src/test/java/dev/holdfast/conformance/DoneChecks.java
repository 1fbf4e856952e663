package dev.holdfast.conformance;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds a success against the members of an expectation. */
final class DoneChecks {
  static final Set<String> MEMBERS =
      Set.of(
          "ok",
          "payload",
          "not_modified",
          "created",
          "absent",
          "lock",
          "durability_one_of",
          "etag",
          "etag_after",
          "expires_in",
          "lifetime_expires_in",
          "lock_expires_in",
          "bind");

  private DoneChecks() {}

  /** Returns what differs, or null. */
  static @Nullable String check(
      String member, JsonNode expected, Observed.Done done, Moment moment) {
    return switch (member) {
      case "ok", "bind" -> null;
      case "payload" -> payload(expected, done);
      case "not_modified" -> Difference.of(expected.getBooleanValue(), done.notModified());
      case "created" -> Difference.of(expected.getBooleanValue(), done.created());
      case "absent" -> Difference.of(expected.getBooleanValue(), done.session() == null);
      case "lock" -> Difference.of(expected.getStringValue(), done.lock().state());
      case "durability_one_of" -> oneOf(expected, done.durability());
      case "etag", "etag_after" -> version(member, expected, done, moment);
      default -> time(member, SpanText.parse(expected.getStringValue()), done, moment);
    };
  }

  private static @Nullable String payload(JsonNode expected, Observed.Done done) {
    byte[] found = of(done, Observed.Seen::payload);
    return Difference.ofBytes(expected.isNull() ? null : expected.getStringValue(), found);
  }

  private static @Nullable String oneOf(JsonNode expected, @Nullable String found) {
    for (JsonNode each : expected.values()) {
      if (each.getStringValue().equals(found)) {
        return null;
      }
    }
    return Difference.sentence(found, "one of the list");
  }

  private static @Nullable String version(
      String member, JsonNode expected, Observed.Done done, Moment moment) {
    String wanted = moment.values().etag(expected.getStringValue());
    String found = of(done, Observed.Seen::etag);
    if (member.equals("etag")) {
      return Difference.of(wanted, found);
    }
    return found != null && number(found) > number(wanted)
        ? null
        : Difference.sentence(found, "after " + wanted);
  }

  private static @Nullable String time(
      String member, Duration distance, Observed.Done done, Moment moment) {
    Instant found =
        switch (member) {
          case "expires_in" -> of(done, Observed.Seen::expireTime);
          case "lifetime_expires_in" -> of(done, Observed.Seen::lifetimeExpireTime);
          case "lock_expires_in" -> done.lock().expireTime();
          default -> throw new IllegalArgumentException(member);
        };
    return Difference.ofTime(distance, found, moment);
  }

  private static <T> @Nullable T of(
      Observed.Done done, Function<Observed.Seen, @Nullable T> property) {
    Observed.Seen session = done.session();
    return session == null ? null : property.apply(session);
  }

  private static long number(String etag) {
    return Long.parseLong(etag.substring(1, etag.length() - 1));
  }
}
