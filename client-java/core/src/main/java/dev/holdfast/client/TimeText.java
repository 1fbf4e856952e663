package dev.holdfast.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** The text form of a time: RFC 3339 in UTC, such as {@code 2026-03-01T12:30:00.25Z}. */
public final class TimeText {
  private static final int SECONDS_END = "2026-03-01T12:30:00".length();
  private static final int MOST_FRACTION_DIGITS = 9;
  private static final int SECONDS_A_DAY = 86_400;

  private TimeText() {}

  /**
   * Reads a time.
   *
   * @throws DateTimeException when it is none
   */
  public static Instant parse(String text) {
    return isUsual(text) ? usual(text) : Instant.parse(text);
  }

  /** Whether it is the form of the service, which is read several times for each page. */
  private static boolean isUsual(String text) {
    int last = text.length() - 1;
    boolean whole = last == SECONDS_END;
    boolean fraction =
        last > SECONDS_END + 1
            && last <= SECONDS_END + 1 + MOST_FRACTION_DIGITS
            && text.charAt(SECONDS_END) == '.';
    if ((!whole && !fraction) || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < last; i++) {
      char expected = "0000-00-00T00:00:00.000000000".charAt(i);
      char each = text.charAt(i);
      if (expected == '0' ? each < '0' || each > '9' : each != expected) {
        return false;
      }
    }
    return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
  }

  private static Instant usual(String text) {
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    int minutes = number(text, 11, 13) * 60 + number(text, 14, 16);
    return Instant.ofEpochSecond(
        day.toEpochDay() * SECONDS_A_DAY + minutes * 60L + number(text, 17, 19), nanos(text));
  }

  private static int nanos(String text) {
    int nanos = 0;
    for (int i = 0; i < MOST_FRACTION_DIGITS; i++) {
      int at = SECONDS_END + 1 + i;
      nanos = nanos * 10 + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
    }
    return nanos;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
