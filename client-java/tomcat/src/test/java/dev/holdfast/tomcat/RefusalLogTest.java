package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.client.session.SessionConflictException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RefusalLogTest {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE); // Clocks of this kind go over.
  private final RefusalLog log = new RefusalLog(nanos::get);
  private final SessionConflictException conflict = new SessionConflictException("two at once");

  @Test
  void tellsTheFirstOneAndThenOneAMinuteWithTheNumberBetween() {
    assertEquals("a request was refused: two at once", log.line(conflict));
    assertNull(log.line(conflict));
    nanos.addAndGet(MINUTE_NANOS - 1);
    assertNull(log.line(conflict));
    nanos.addAndGet(1);
    assertEquals(
        "a request was refused: two at once (and 2 others since the last such line)",
        log.line(conflict));
    nanos.addAndGet(MINUTE_NANOS);
    assertEquals("a request was refused: two at once", log.line(conflict));
  }
}
