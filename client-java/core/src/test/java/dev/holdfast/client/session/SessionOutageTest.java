package dev.holdfast.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SessionOutageTest {
  private final Application application = new Application();
  private final Application.Server server = application.server(SessionSettings.DEFAULT);

  @ParameterizedTest
  @EnumSource
  void findThrowsAndIsNeverEmptyWhenNobodyAnswers(SessionMode mode) {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    server.client().cut();
    SessionRequest request = server.sessions().begin(new RequestPolicy(mode, true));
    SessionUnavailableException first =
        assertThrows(SessionUnavailableException.class, () -> request.find(cookie));
    assertTrue(first.retryAfterSeconds() >= 1);
    server.client().calls();
    server.client().mend();
    assertSame(first, assertThrows(SessionUnavailableException.class, () -> request.find(cookie)));
    assertEquals(List.of(), server.client().calls());
    assertTrue(server.sessions().begin(RequestPolicy.READ_ONLY).find(cookie).isPresent());
  }

  @Test
  void finishThrowsWhenNobodyAnswersAndAsksOnlyOnce() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    request.find(cookie).orElseThrow().attribute("cart", "pen");
    server.client().calls();
    server.client().cut();
    assertThrows(SessionUnavailableException.class, request::finish);
    assertEquals(List.of("save release"), server.client().calls());
  }

  @Test
  void lockIsFreedWhenTheServiceRefusesTheSave() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    request.find(cookie).orElseThrow().attribute("cart", "pen");
    server.client().calls();
    server.client().refuseSaves();
    assertThrows(SessionUnavailableException.class, request::finish);
    assertEquals(List.of("save release", "release"), server.client().calls());
  }

  @Test
  void finishSavesOnceWhenItIsRepeatedAfterALostAnswer() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    WebSession open = request.find(cookie).orElseThrow();
    open.attribute("cart", "pencil");
    server.client().loseAnswers();
    assertThrows(SessionUnavailableException.class, request::finish);
    server.client().mend();
    open.attribute("cart", "pen");
    request.finish();
    assertEquals(List.of(), application.told);
    server.serve(
        RequestPolicy.READ_ONLY, cookie, session -> assertEquals("pen", session.attribute("cart")));
  }

  @Test
  void createIsRepeatedWhenItsAnswerWasLost() {
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    WebSession session = request.create();
    session.attribute("cart", "book");
    server.client().loseAnswers();
    assertThrows(SessionUnavailableException.class, request::finish);
    server.client().mend();
    session.attribute("cart", "pen");
    request.finish();
    server.serve(
        RequestPolicy.READ_ONLY,
        session.cookieValue(),
        later -> assertEquals("pen", later.attribute("cart")));
  }

  @Test
  void invalidateThrowsWhenNobodyKnowsWhetherItEnded() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    WebSession session = request.find(cookie).orElseThrow();
    server.client().cut();
    assertThrows(SessionUnavailableException.class, session::invalidate);
    assertFalse(session.isEnded());
  }

  @Test
  void rotateThrowsWhenNobodyKnowsAndTheOldIdStays() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    WebSession session = request.find(cookie).orElseThrow();
    server.client().cut();
    assertThrows(SessionUnavailableException.class, session::rotate);
    assertEquals(cookie, session.cookieValue());
  }

  @Test
  void pageIsServedWhenOnlyTheReleaseFails() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    request.find(cookie);
    server.client().cut();
    request.finish();
    assertEquals(List.of("acquire have", "release"), server.client().calls());
  }
}
