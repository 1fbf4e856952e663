package dev.holdfast.conformance;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the cases have them: a decimal number with {@code ms}, s, m, h or d. */
final class SpanText {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");

  private SpanText() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text + " (expected: such as 250ms, 0.25s, 31m, 2h, 1d)");
    }
    BigDecimal amount = new BigDecimal(matcher.group(1));
    return Duration.ofNanos(
        amount.multiply(BigDecimal.valueOf(nanosOf(matcher.group(2)))).longValueExact());
  }

  private static long nanosOf(String unit) {
    return switch (unit) {
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 86_400_000_000_000L;
    };
  }
}
