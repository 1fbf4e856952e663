package dev.holdfast.client.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.Outcome;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.Reason;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a save is said to have done when it got no plain answer. */
final class GrpcOutcomeTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void refusalOfTheFirstAttemptIsNotApplied() {
    Problem problem = assertInstanceOf(WriteAnswer.NotApplied.class, save(limited())).problem();
    assertEquals(Reason.RATE_LIMITED, problem.reason());
  }

  @Test
  void refusalAtTheDoorSaysNothingOfAnEarlierAttempt() {
    WriteAnswer<Written> answer = save(FakeGrpcService.bare(), limited());
    Problem problem = assertInstanceOf(WriteAnswer.Unknown.class, answer).problem();
    assertEquals(Reason.RATE_LIMITED, problem.reason());
    assertEquals(Outcome.UNKNOWN, problem.outcome());
  }

  @Test
  void refusalForTheStateSettlesAnEarlierAttempt() {
    WriteAnswer<Written> answer =
        save(
            FakeGrpcService.bare(),
            FakeGrpcService.refusal(Code.FAILED_PRECONDITION, "VERSION_MISMATCH"));
    assertInstanceOf(WriteAnswer.NotApplied.class, answer);
  }

  @Test
  void saveIsNotAppliedAtOnceWhenNobodyListensAndNobodyMayWait() throws IOException {
    try (Socket unheard = new Socket()) {
      unheard.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI nobody = URI.create("http://127.0.0.1:" + unheard.getLocalPort());
      ClientOptions options = ClientOptions.of(nobody).withTimeout(LONG).withWaiters(0);
      assertTimeoutPreemptively(
          LONG.dividedBy(2), () -> assertInstanceOf(WriteAnswer.NotApplied.class, save(options)));
    }
  }

  private static StatusRuntimeException limited() {
    return FakeGrpcService.refusal(Code.RESOURCE_EXHAUSTED, "RATE_LIMITED");
  }

  private static WriteAnswer<Written> save(StatusRuntimeException... failures) {
    try (FakeGrpcService service = new FakeGrpcService(failures)) {
      return save(ClientOptions.of(service.uri()).withTimeout(LONG));
    }
  }

  private static WriteAnswer<Written> save(ClientOptions options) {
    try (GrpcSessionClient client = GrpcSessionClient.open(options)) {
      Write write = Write.of(Payload.of(new byte[] {1}));
      return client.save(SessionKey.ofSessionId("a cookie"), write, "\"16\"");
    }
  }
}
