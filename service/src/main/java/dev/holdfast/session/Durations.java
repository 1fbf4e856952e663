package dev.holdfast.session;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Durations as the wire has them: decimal seconds with {@code s}, such as {@code 5s} or {@code
 * 0.25s}.
 */
public final class Durations {
  private static final int MAX_LENGTH = 20;
  private static final int MAX_WHOLE_DIGITS = 9;

  private Durations() {}

  /**
   * Reads a duration such as {@code 0.25s}.
   *
   * @param what the name of the field, for the message
   * @throws InvalidInputException for anything else, negative values included
   */
  public static Duration parse(String what, String text) {
    if (!text.endsWith("s")) {
      throw malformed(what, text, "decimal seconds with s, such as 0.25s");
    }
    return parseSeconds(what, text.substring(0, text.length() - 1));
  }

  /** Reads decimal seconds without a unit, as in {@code Prefer: wait=2.5} (RFC 7240). */
  public static Duration parseSeconds(String what, String text) {
    if (!isPlainDecimal(text)) {
      throw malformed(what, text, "decimal seconds, not negative");
    }
    return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValue());
  }

  /** Returns the wire form. */
  public static String format(Duration value) {
    BigDecimal seconds = BigDecimal.valueOf(value.toMillis(), 3).stripTrailingZeros();
    return seconds.toPlainString() + "s";
  }

  private static boolean isPlainDecimal(String text) {
    boolean digits = false;
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits |= c >= '0' && c <= '9';
      points += c == '.' ? 1 : 0;
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    int point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    return digits && points <= 1 && whole <= MAX_WHOLE_DIGITS && text.length() <= MAX_LENGTH;
  }

  private static InvalidInputException malformed(String what, String text, String expected) {
    String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    return new InvalidInputException(what + ": " + shown + " (expected: " + expected + ")");
  }
}
