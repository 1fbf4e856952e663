package dev.holdfast.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T12:30:59Z",
        "2026-03-01T12:30:59.2Z",
        "2026-03-01T12:30:59.123Z",
        "2026-03-01T12:30:59.000001Z",
        "2026-12-31T23:59:59.123456789Z",
        "2024-02-29T00:00:00Z",
        "1969-07-20T20:17:40.5Z",
        "0000-01-01T00:00:00Z",
        "2026-03-01T14:30:00+02:00",
        "+12026-03-01T12:30:00Z",
        "2026-03-01T24:00:00Z"
      })
  void parseAnswersWhatTheJdkDoes(String text) {
    assertEquals(Instant.parse(text), TimeText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-03-01",
        "2026-03-01T12:30:59",
        "2026-03-01T12:30:59.Z.",
        "2026-02-30T12:30:59Z",
        "2026-13-01T12:30:59Z",
        "2026-03-01T12:60:00Z",
        "2026-03-01T12:30:5xZ",
        "2026-03-01T12:30:59.1234567890Z"
      })
  void parseRefusesWhatIsNoTime(String text) {
    assertThrows(DateTimeException.class, () -> TimeText.parse(text));
  }
}
