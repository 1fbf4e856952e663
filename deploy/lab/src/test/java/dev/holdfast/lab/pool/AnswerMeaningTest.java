package dev.holdfast.lab.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.lab.history.SessionCall.Result;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerMeaningTest {

  @ParameterizedTest
  @CsvSource({
    "404, SESSION_NOT_FOUND, not-applied, ABSENT",
    "410, SESSION_ENDED, not-applied, ENDED",
    "503, SESSION_LOST, not-applied, LOST",
    "503, SESSION_UNVERIFIED, not-applied, UNVERIFIED",
    "503, STORE_UNAVAILABLE, not-applied, UNAVAILABLE",
    "503, DRAINING, not-applied, UNAVAILABLE",
    "404, ROUTE_NOT_FOUND, not-applied, UNAVAILABLE",
    "500, INTERNAL, unknown, UNAVAILABLE",
    "404, '', '', UNAVAILABLE",
  })
  void ofReadTakesAbsenceFromTheReasonOnly(
      int status, String reason, String outcome, Result expected) {
    assertEquals(expected, AnswerMeaning.ofRead(problem(status, reason, outcome)));
  }

  @ParameterizedTest
  @CsvSource({
    "412, VERSION_MISMATCH, not-applied, NOT_APPLIED",
    "412, SESSION_EXISTS, not-applied, NOT_APPLIED",
    "412, VERSION_MISMATCH, unknown, UNKNOWN",
    "410, SESSION_ENDED, unknown, UNKNOWN",
    "412, SESSION_NOT_FOUND, not-applied, ABSENT",
    "503, STORE_UNAVAILABLE, not-applied, UNAVAILABLE",
    "504, OUTCOME_UNKNOWN, unknown, UNKNOWN",
    "500, INTERNAL, unknown, UNKNOWN",
    "503, '', '', UNKNOWN",
  })
  void ofWriteIsUnknownUnlessTheAnswerSaysNotApplied(
      int status, String reason, String outcome, Result expected) {
    assertEquals(expected, AnswerMeaning.ofWrite(problem(status, reason, outcome)));
  }

  @Test
  void ofReadIsFoundWhenVersionAndPayloadCame() {
    String operation = "0123456789abcdef0123456789abcdef";
    ReplicaAnswer answer = ReplicaAnswer.of(200, "\"42\"", LabPayload.of(operation));

    assertEquals(Result.FOUND, AnswerMeaning.ofRead(answer));
    assertEquals(42, answer.version());
    assertEquals(operation, answer.seen());
  }

  @Test
  void ofShowsDamageWhenOneByteOfThePayloadIsAnother() {
    byte[] payload = LabPayload.of("0123456789abcdef0123456789abcdef");
    payload[300]++;

    assertEquals("damaged", ReplicaAnswer.of(200, "\"42\"", payload).seen());
  }

  @Test
  void ofReadIsUnavailableWhenNoAnswerCame() {
    assertEquals(Result.UNAVAILABLE, AnswerMeaning.ofRead(ReplicaAnswer.NONE));
    assertEquals(Result.UNKNOWN, AnswerMeaning.ofWrite(ReplicaAnswer.NONE));
  }

  private static ReplicaAnswer problem(int status, String reason, String outcome) {
    String body =
        reason.isEmpty()
            ? "<html>bad gateway</html>"
            : "{\"reason\":\"%s\",\"outcome\":\"%s\",\"retryable\":true}"
                .formatted(reason, outcome);
    return ReplicaAnswer.of(status, "", body.getBytes(StandardCharsets.UTF_8));
  }
}
