package dev.holdfast.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.session.ReadSession;
import dev.holdfast.session.Session;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponsesTest {
  private static final Session SESSION =
      Samples.first(Samples.freshKey(), new SteerableClock(), "basket=3");

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void readSaysWhetherTheStateIsUnverified(boolean notModified, boolean verified) {
    var response = Responses.read(new ReadSession(SESSION, notModified, verified));

    assertEquals(!verified, response.getUnverified());
    assertEquals(notModified, response.getNotModified());
    assertEquals(notModified ? "" : "basket=3", response.getPayload().toStringUtf8());
  }
}
