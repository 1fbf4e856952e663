package dev.holdfast.client.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.Outcome;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionsTest {
  private static final SessionKey KEY = SessionKey.ofSessionId("a cookie");
  private static final String STATE =
      "ETag: \"17\"\r\n"
          + "Session-Request: {mark}\r\n"
          + "session-created:2026-01-01T00:00:00.000Z\r\n"
          + "Session-Expires: 2026-01-01T00:30:00.000Z \r\n"
          + "Session-Lifetime-Expires: 2026-01-01T12:00:00.000Z\r\n";
  private static final String FOUND =
      "HTTP/1.1 200 OK\r\n" + STATE + "Content-Length: 3\r\n\r\none";

  @Test
  void connectionIsKept() {
    assertTwoFindsTake(1, (raw, turn) -> FOUND);
  }

  /** A bar parts what is sent in one piece. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r|\n\r\no|ne",
        "Transfer-Encoding: chunked\r\n\r\n2;x=y\r\non|\r\n1\r\ne\r\n0\r\nTrailer: 1\r\n\r\n",
        "content-length:3\n\none",
      })
  void answerIsReadToItsEndWhenItComesInPieces(String rest) {
    assertTwoFindsTake(1, (raw, turn) -> "HTTP/1.1 200 OK\r\n" + STATE + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: close\r\nContent-Length: 3\r\n\r\none",
        "Connection: x-more\r\nConnection: Close\r\nContent-Length: 3\r\n\r\none",
        "Content-Length: 3\r\n\r\none?"
      })
  void connectionIsNotKeptWhenTheNextAnswerCannotBeTold(String rest) {
    assertTwoFindsTake(2, (raw, turn) -> "HTTP/1.1 200 OK\r\n" + STATE + rest);
  }

  @Test
  void findIsUnknownWhenTheAnswerIsMalformed() {
    String cut = "HTTP/1.1 200 OK\r\n" + STATE + "\r\non";
    try (RawService service = new RawService((raw, turn) -> cut);
        RestSessionClient client = brief(service)) {
      service.endAfterEachAnswer();
      assertInstanceOf(ReadAnswer.Unknown.class, client.find(KEY));
    }
  }

  @Test
  void callGoesOnWhenTheKeptConnectionHasEnded() {
    assertTwoFindsTake(2, (raw, turn) -> turn == 1 ? FOUND : "");
  }

  @Test
  void connectionIsNotUsedAgainWhenBytesWaitInIt() throws IOException {
    try (RawService service = new RawService((raw, turn) -> FOUND);
        RestSessionClient client = client(service)) {
      assertFound(client);
      service.push("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
      assertFound(client);
      assertEquals(2, service.connections());
    }
  }

  @Test
  void answerToAnotherRequestIsNotTaken() {
    String foreign = FOUND.replace("{mark}", "another").replace("one", "two");
    assertTwoFindsTake(2, (raw, turn) -> turn == 1 ? FOUND : foreign);
  }

  @Test
  void findIsUnknownWhenOnlyAnswersToOthersCome() {
    try (RawService service = new RawService((raw, turn) -> FOUND.replace("{mark}", "another"));
        RestSessionClient client = brief(service)) {
      assertInstanceOf(ReadAnswer.Unknown.class, client.find(KEY));
    }
  }

  @Test
  void outcomeIsUnknownWhenTheKeptConnectionBreaksAndTheNextOneRefuses() {
    RawService.Script breaksAndDrains =
        (raw, turn) ->
            raw.connections() > 1 ? refusal(503, "DRAINING", true) : turn == 1 ? FOUND : "";
    assertUnknownAfterAFind(breaksAndDrains);
  }

  @Test
  void outcomeIsUnknownWhenARefusalOfTheRepetitionSaysNothingOfTheFirst() {
    RawService.Script breaksAndLimits =
        (raw, turn) ->
            raw.connections() > 1 ? refusal(429, "RATE_LIMITED", true) : turn == 1 ? FOUND : "";
    assertUnknownAfterAFind(breaksAndLimits);
  }

  @Test
  void outcomeIsUnknownWhenAnotherAttemptIsRefusedAfterABareError() {
    RawService.Script failsAndLimits =
        (raw, turn) ->
            turn > 1
                ? refusal(429, "RATE_LIMITED", true)
                : "HTTP/1.1 504 Gateway Timeout\r\nSession-Request: {mark}\r\n"
                    + "Content-Length: 0\r\n\r\n";
    try (RawService service = new RawService(failsAndLimits);
        RestSessionClient client = client(service)) {
      assertUnknown(client.create(KEY, Write.of(Payload.of(new byte[] {1}))));
    }
  }

  @Test
  void outcomeIsUnknownWhenTheLockIsLostAfterAnUnansweredRelease() {
    RawService.Script freesAndBreaks =
        (raw, turn) ->
            raw.connections() > 1 ? refusal(409, "LOCK_LOST", false) : turn == 1 ? FOUND : "";
    try (RawService service = new RawService(freesAndBreaks);
        RestSessionClient client = client(service)) {
      assertFound(client);

      LockAnswer answer = client.release(KEY, LockOwner.random());

      Problem problem = assertInstanceOf(LockAnswer.Lost.class, answer).problem();
      assertEquals(Outcome.UNKNOWN, problem.outcome());
    }
  }

  @Test
  void saveIsNotAppliedWhenTheRepetitionIsRefusedForItsVersion() {
    RawService.Script breaksAndRefuses =
        (raw, turn) ->
            raw.connections() > 1
                ? refusal(412, "VERSION_MISMATCH", false)
                : turn == 1 ? FOUND : "";
    try (RawService service = new RawService(breaksAndRefuses);
        RestSessionClient client = client(service)) {
      assertFound(client);
      Write write = Write.of(Payload.of(new byte[] {1}));
      assertInstanceOf(WriteAnswer.NotApplied.class, client.save(KEY, write, "\"16\""));
    }
  }

  private static void assertTwoFindsTake(int connections, RawService.Script script) {
    try (RawService service = new RawService(script);
        RestSessionClient client = client(service)) {
      assertFound(client);
      assertFound(client);
      assertEquals(connections, service.connections());
    }
  }

  private static void assertUnknownAfterAFind(RawService.Script script) {
    try (RawService service = new RawService(script);
        RestSessionClient client = brief(service)) {
      assertFound(client);
      assertUnknown(client.create(KEY, Write.of(Payload.of(new byte[] {1}))));
    }
  }

  private static void assertUnknown(WriteAnswer<?> answer) {
    Problem problem = assertInstanceOf(WriteAnswer.Unknown.class, answer).problem();
    assertEquals(Outcome.UNKNOWN, problem.outcome());
  }

  private static String refusal(int status, String reason, boolean retryable) {
    String body =
        "{\"reason\": \"%s\", \"outcome\": \"not-applied\", \"retryable\": %s}"
            .formatted(reason, retryable);
    return "HTTP/1.1 %d No\r\nSession-Request: {mark}\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, body.length(), body);
  }

  @Test
  void closedClientConnectsNoMore() {
    try (RawService service = new RawService((raw, turn) -> FOUND);
        RestSessionClient client = brief(service)) {
      client.close();
      assertInstanceOf(ReadAnswer.Unknown.class, client.find(KEY));
      assertEquals(0, service.connections());
    }
  }

  @Test
  void outcomeIsUnknownWhenAServiceThatTookTheWriteIsGone() {
    RawService.Script takesOneAndDies =
        (raw, turn) -> {
          if (turn == 2) {
            raw.stopListening();
            return "";
          }
          return FOUND;
        };
    try (RawService service = new RawService(takesOneAndDies);
        RestSessionClient client = brief(service)) {
      assertFound(client);
      var answer = client.create(KEY, Write.of(Payload.of(new byte[] {1})));
      assertUnknown(answer);
    }
  }

  @Test
  void callEndsWhenALongPayloadIsNotTaken() {
    CountDownLatch over = new CountDownLatch(1);
    RawService.Script hangs =
        (raw, turn) -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return "";
        };
    try (RawService service = new RawService(hangs);
        RestSessionClient client = brief(service)) {
      var answer = client.create(KEY, Write.of(Payload.of(new byte[32 << 20])));
      assertInstanceOf(WriteAnswer.Unknown.class, answer);
    } finally {
      over.countDown();
    }
  }

  @Test
  void versionThatWouldEndItsLineIsRefused() {
    try (RawService service = new RawService((raw, turn) -> FOUND);
        RestSessionClient client = client(service)) {
      Write write = Write.of(Payload.of(new byte[] {1}));
      var refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> client.save(KEY, write, "\"1\"\r\nSession-Lock: stolen"));
      assertEquals("If-Match: character 4 of 25 (expected: printable ASCII)", refusal.getMessage());
      assertEquals(0, service.connections());
    }
  }

  private static RestSessionClient client(RawService service) {
    return client(service, Duration.ofSeconds(20));
  }

  /** For calls that fail as long as there is time. */
  private static RestSessionClient brief(RawService service) {
    return client(service, Duration.ofMillis(500));
  }

  private static RestSessionClient client(RawService service, Duration timeout) {
    return RestSessionClient.open(ClientOptions.of(service.uri()).withTimeout(timeout));
  }

  private static void assertFound(RestSessionClient client) {
    ReadAnswer.Found found = assertInstanceOf(ReadAnswer.Found.class, client.find(KEY));
    assertEquals(Payload.of(new byte[] {'o', 'n', 'e'}), found.session().payload());
  }
}
