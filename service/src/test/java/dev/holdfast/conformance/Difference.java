package dev.holdfast.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says how something found differs from something expected; null when it does not. */
final class Difference {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final int SHOWN = 80;

  private Difference() {}

  static @Nullable String of(@Nullable Object expected, @Nullable Object found) {
    return Objects.equals(expected, found) ? null : sentence(found, expected);
  }

  static @Nullable String ofBytes(@Nullable String expected, byte @Nullable [] found) {
    byte[] bytes = expected == null ? null : expected.getBytes(UTF_8);
    return Arrays.equals(bytes, found)
        ? null
        : sentence(found == null ? null : new String(found, UTF_8), expected);
  }

  static @Nullable String ofPart(String part, String whole) {
    return whole.contains(part) ? null : sentence(whole, "contains " + part);
  }

  /** Holds an instant against a distance from a moment: it took some time to answer. */
  static @Nullable String ofTime(Duration distance, @Nullable Instant found, Moment moment) {
    Instant first = moment.before().plus(distance).minus(TOLERANCE);
    Instant last = moment.after().plus(distance).plus(TOLERANCE);
    return found != null && !found.isBefore(first) && !found.isAfter(last)
        ? null
        : sentence(found, "from " + first + " to " + last);
  }

  static String sentence(@Nullable Object found, @Nullable Object expected) {
    return shown(found) + " (expected: " + shown(expected) + ")";
  }

  private static String shown(@Nullable Object value) {
    String text = value == null ? "nothing" : value.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
