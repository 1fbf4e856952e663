package dev.holdfast.jetty;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.holdfast.client.session.SessionConflictException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServerRequestTest {
  private final HoldfastSessions sessions = new HoldfastSessions();
  private final ServerRequest outside = new ServerRequest(sessions, null);
  private final ServerRequest request = new ServerRequest(sessions, null);
  private final SessionConflictException failure = new SessionConflictException("two at once");

  @AfterEach
  void unbind() {
    ServerRequest.bind(null);
  }

  @Test
  void answerTellsWhatFailedOutsideOfARequestInItsThread() {
    ServerRequest.bind(request);
    outside.fail(failure);
    assertSame(failure, request.commit());
    assertNull(request.commit());
  }

  @Test
  void answerTellsNothingOfWhatFailedBeforeTheRequestBegan() {
    outside.fail(failure);
    ServerRequest.bind(request);
    assertNull(request.commit());
  }
}
