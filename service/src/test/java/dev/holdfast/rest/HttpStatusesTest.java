package dev.holdfast.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HttpStatusesTest {
  @ParameterizedTest
  @EnumSource
  void ofGivesAnErrorStatusForEveryCode(ErrorCode code) {
    int status = HttpStatuses.of(code);

    assertTrue(status >= 400 && status < 600, code + " -> " + status);
  }

  @ParameterizedTest
  @EnumSource
  void ofGivesAServerErrorOnlyWhenTheCallerDidNothingWrong(ErrorCode code) {
    boolean ours =
        switch (code) {
          case INTERNAL,
              NEEDS_DATABASE,
              STORE_UNAVAILABLE,
              SESSION_UNVERIFIED,
              SESSION_LOST,
              DRAINING,
              OUTCOME_UNKNOWN ->
              true;
          default -> false;
        };

    assertEquals(ours, HttpStatuses.of(code) >= 500);
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT",
    "404, ROUTE_NOT_FOUND",
    "405, METHOD_NOT_ALLOWED",
    "413, PAYLOAD_TOO_LARGE",
    "414, INVALID_ARGUMENT",
    "415, UNSUPPORTED_MEDIA_TYPE",
    "500, INTERNAL",
    "502, INTERNAL"
  })
  void codeOfGivesTheMeaningOfTheFrameworksOwnStatus(int status, ErrorCode code) {
    assertEquals(code, HttpStatuses.codeOf(status));
  }
}
