package dev.holdfast.client.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.ClientAccess;
import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.Durability;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.LockTerms;
import dev.holdfast.client.Outcome;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.Reason;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestSessionClientTest {
  private static final SessionKey KEY = SessionKey.ofSessionId("a cookie");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String ETAG = "\"16\"";

  private final FakeService one = new FakeService();
  private final FakeService two = new FakeService();
  private final RestSessionClient client =
      RestSessionClient.open(
          ClientOptions.of(one.uri(), two.uri()).withTimeout(Duration.ofSeconds(20)));

  @AfterEach
  void close() {
    client.close();
    one.close();
    two.close();
  }

  @Test
  void findAsksOneEndpointWhenItAnswers() {
    assertFound(client.find(KEY));
    assertEquals(1, one.seen().size() + two.seen().size());
  }

  @Test
  void sessionsAreSpreadOverTheEndpoints() {
    for (int i = 0; i < 40; i++) {
      assertFound(client.find(SessionKey.ofSessionId("cookie " + i)));
    }
    assertTrue(one.seen().size() > 5 && two.seen().size() > 5, "one got " + one.seen().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bare", "draining", "hung", "stalled"})
  void findAsksTheOtherEndpointWhenOneFails(String failure) {
    one.with(failure(one, failure));
    for (int i = 0; i < 8; i++) {
      assertFound(client.find(SessionKey.ofSessionId("cookie " + i)));
    }
  }

  private static FakeService.Reply failure(FakeService service, String name) {
    return switch (name) {
      case "bare" -> FakeService.status(502, "<html>");
      case "draining" -> FakeService.problem(503, "DRAINING", "not-applied", true);
      case "hung" -> service.hang();
      default -> service.stall();
    };
  }

  @Test
  void writeIsRepeatedWithItsOperationIdWhenTheOutcomeIsUnknown() {
    one.with(FakeService.status(504, ""));
    two.with(FakeService.status(504, ""));
    Write write = Write.of(Payload.of(new byte[] {1}));
    try (RestSessionClient brief = brief(one.uri(), two.uri())) {
      var answer = assertInstanceOf(WriteAnswer.Unknown.class, brief.save(KEY, write, ETAG));
      assertEquals(Reason.NO_ANSWER, answer.problem().reason());
    }
    List<String> sent = new ArrayList<>(one.seen());
    sent.addAll(two.seen());
    assertTrue(sent.size() > 1);
    assertEquals(Set.of("PUT " + write.operation().value()), Set.copyOf(sent));
  }

  @Test
  void writeIsAppliedWhenTheSecondEndpointTakesIt() {
    one.with(FakeService.status(503, ""));
    two.with(FakeService::live);
    for (int i = 0; i < 4; i++) {
      SessionKey key = SessionKey.ofSessionId("cookie " + i);
      WriteAnswer<Written> answer = client.save(key, Write.of(Payload.of(new byte[] {1})), ETAG);
      Written written = ((WriteAnswer.Applied<Written>) answer).value();
      assertEquals("\"17\"", written.session().etag());
      assertEquals(Durability.TWO_COPIES, written.durability());
    }
  }

  @Test
  void writeIsNotAppliedWhenNobodyListens() {
    try (UnheardPort first = new UnheardPort();
        UnheardPort second = new UnheardPort();
        RestSessionClient alone = brief(first.uri(), second.uri())) {
      var answer = alone.create(KEY, Write.of(Payload.of(new byte[] {1})));
      Problem problem = assertInstanceOf(WriteAnswer.NotApplied.class, answer).problem();
      assertEquals(Reason.NO_ANSWER, problem.reason());
      assertEquals(Outcome.NOT_APPLIED, problem.outcome());
      assertTrue(problem.retryable());
      assertInstanceOf(ReadAnswer.Unknown.class, alone.find(KEY));
    }
  }

  @Test
  void writeIsNotAppliedAtOnceWhenNobodyListensAndNobodyMayWait() {
    try (UnheardPort first = new UnheardPort();
        UnheardPort second = new UnheardPort();
        RestSessionClient alone =
            RestSessionClient.open(
                ClientOptions.of(first.uri(), second.uri()).withTimeout(LONG).withWaiters(0))) {
      assertTimeoutPreemptively(
          LONG.dividedBy(2),
          () ->
              assertInstanceOf(
                  WriteAnswer.NotApplied.class,
                  alone.create(KEY, Write.of(Payload.of(new byte[] {1})))));
    }
  }

  @ParameterizedTest
  @CsvSource({"404, ROUTE_NOT_FOUND", "403, PERMISSION_DENIED", "401, UNAUTHENTICATED"})
  void findIsUnknownWhenItIsRefused(int status, Reason reason) {
    all(FakeService.problem(status, reason.name(), "not-applied", false));
    Problem problem = assertInstanceOf(ReadAnswer.Unknown.class, client.find(KEY)).problem();
    assertEquals(reason, problem.reason());
    assertEquals("a \"detail\" ä", problem.detail());
  }

  @Test
  void findIsUnknownWhenA404IsNotTheServices() {
    all(FakeService.status(404, "<h1>Not found</h1>"));
    Problem problem = assertInstanceOf(ReadAnswer.Unknown.class, client.find(KEY)).problem();
    assertEquals(Reason.UNEXPECTED_ANSWER, problem.reason());
  }

  @Test
  void findIsAbsentWhenTheServiceSaysSo() {
    all(FakeService.problem(404, "SESSION_NOT_FOUND", "not-applied", false));
    assertInstanceOf(ReadAnswer.Absent.class, client.find(KEY));
    all(FakeService.problem(410, "SESSION_ENDED", "not-applied", false));
    assertInstanceOf(ReadAnswer.Absent.class, client.find(KEY));
  }

  @Test
  void acquireIsUnknownWhenItsAnswerLacksTheLease() {
    all(FakeService.status(204, ""));
    assertInstanceOf(
        AcquireAnswer.Unknown.class,
        client.acquire(KEY, LockOwner.random(), LockTerms.DEFAULT, null));
  }

  @Test
  void refusalIsNotRepeatedWhenAnotherEndpointWouldSayTheSame() {
    all(FakeService.problem(412, "VERSION_MISMATCH", "unknown", false));
    var answer = client.save(KEY, Write.of(Payload.of(new byte[] {1})), ETAG);
    assertEquals(
        Reason.VERSION_MISMATCH,
        assertInstanceOf(WriteAnswer.Unknown.class, answer).problem().reason());
    assertEquals(1, one.seen().size() + two.seen().size());
  }

  @Test
  void interruptedCallIsUnknownAndTheThreadStaysInterrupted() {
    one.with(one.hang());
    two.with(two.hang());
    Thread.currentThread().interrupt();
    Problem problem = assertInstanceOf(ReadAnswer.Unknown.class, client.find(KEY)).problem();
    assertTrue(Thread.interrupted());
    assertEquals(Reason.INTERRUPTED, problem.reason());
  }

  @Test
  void requestsCarryTokenAndRequestIdAndNoUpgrade() {
    List<String> headers = new CopyOnWriteArrayList<>();
    one.with(
        exchange -> {
          headers.add(exchange.getRequestHeaders().getFirst("Authorization"));
          headers.add(String.valueOf(exchange.getRequestHeaders().containsKey("Upgrade")));
          headers.add(String.valueOf(exchange.getRequestHeaders().containsKey("Session-Request")));
          FakeService.live(exchange);
        });
    ClientOptions options =
        ClientOptions.of(one.uri()).withAccess(new ClientAccess("secret-token", null));
    try (RestSessionClient guarded = RestSessionClient.open(options)) {
      assertFound(guarded.find(KEY));
    }
    assertEquals(List.of("Bearer secret-token", "false", "true"), headers);
    assertFalse(options.toString().contains("secret"));
  }

  @Test
  void closeEndsTheThreads() throws InterruptedException {
    assertFound(client.find(KEY));
    client.close();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("holdfast-client")) {
        thread.join(10_000);
        assertFalse(thread.isAlive());
      }
    }
  }

  private void all(FakeService.Reply reply) {
    one.with(reply);
    two.with(reply);
  }

  private static RestSessionClient brief(URI... endpoints) {
    return RestSessionClient.open(ClientOptions.of(endpoints).withTimeout(Duration.ofSeconds(3)));
  }

  private static void assertFound(ReadAnswer answer) {
    ReadAnswer.Found found = assertInstanceOf(ReadAnswer.Found.class, answer);
    assertEquals(Payload.of(new byte[] {'o', 'n', 'e'}), found.session().payload());
  }
}
