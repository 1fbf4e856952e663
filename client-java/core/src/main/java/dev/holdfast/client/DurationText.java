package dev.holdfast.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text forms of a duration: with a unit in settings, decimal seconds on the wire. */
public final class DurationText {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private DurationText() {}

  /**
   * Reads a number with its unit, such as {@code 250ms}, {@code 5s}, {@code 0.25s}, {@code 2m}.
   *
   * @throws IllegalArgumentException when the unit is missing or unknown, or the number no decimal
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          text + " (expected: a number and a unit, such as 250ms, 5s, 2m)");
    }
    BigDecimal nanos = BigDecimal.valueOf(NANOS.getOrDefault(matcher.group(2), 0L));
    return Duration.ofNanos(new BigDecimal(matcher.group(1)).multiply(nanos).longValue());
  }

  /** Returns decimal seconds without a unit, such as {@code 0.25}. */
  public static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  /** Returns the form of the wire, such as {@code 0.25s}. */
  public static String wire(Duration duration) {
    return seconds(duration) + "s";
  }
}
