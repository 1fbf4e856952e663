package dev.holdfast.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.session.ReadSession;
import dev.holdfast.session.Session;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepliesTest {
  private static final Session SESSION =
      Samples.first(Samples.freshKey(), new SteerableClock(), "basket=3");

  @ParameterizedTest
  @CsvSource({"false, 200", "true, 304"})
  void readMarksTheAnswerWhenTheStateIsNotVerified(boolean notModified, int status) {
    var response = Replies.read(new ReadSession(SESSION, notModified, false));

    assertEquals(status, response.code());
    assertEquals("?0", response.getHeaders().get("Session-Verified"));
    assertEquals(SESSION.version().etag(), response.getHeaders().get("ETag"));
  }

  @ParameterizedTest
  @CsvSource({"false, 200", "true, 304"})
  void readMarksNothingWhenTheStateIsVerified(boolean notModified, int status) {
    var response = Replies.read(new ReadSession(SESSION, notModified, true));

    assertEquals(status, response.code());
    assertFalse(response.getHeaders().contains("Session-Verified"));
  }
}
