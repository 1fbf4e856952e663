package dev.holdfast.conformance;

import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Holds a bare HTTP answer against the members of an expectation. */
final class RawChecks {
  static final Set<String> MEMBERS = Set.of("http", "headers", "content_type", "body_contains");

  private RawChecks() {}

  /** Returns what differs, or null. */
  static @Nullable String check(String member, JsonNode expected, Observed.Raw raw) {
    return switch (member) {
      case "http" -> Difference.of(expected.getIntValue(), raw.status());
      case "headers" ->
          StreamSupport.stream(expected.entries().spliterator(), false)
              .map(header -> header(header, raw))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      case "content_type" -> Difference.of(expected.getStringValue(), mediaType(raw));
      case "body_contains" ->
          StreamSupport.stream(expected.values().spliterator(), false)
              .map(part -> Difference.ofPart(part.getStringValue(), raw.body()))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      default -> throw new IllegalArgumentException(member);
    };
  }

  private static @Nullable String header(Map.Entry<String, JsonNode> expected, Observed.Raw raw) {
    String name = expected.getKey();
    JsonNode value = expected.getValue();
    String wanted = value.isNull() ? null : value.getStringValue();
    String found =
        raw.headers().map().containsKey(name)
            ? String.join(", ", raw.headers().allValues(name))
            : null;
    String difference = Difference.of(wanted, found);
    return difference == null ? null : name + ": " + difference;
  }

  private static @Nullable String mediaType(Observed.Raw raw) {
    return raw.headers()
        .firstValue("Content-Type")
        .map(value -> value.replaceAll(";.*", "").strip())
        .orElse(null);
  }
}
