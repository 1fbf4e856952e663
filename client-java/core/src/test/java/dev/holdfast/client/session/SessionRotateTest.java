package dev.holdfast.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SessionRotateTest {
  private final Application application = new Application();
  private final Application.Server server = application.server(SessionSettings.DEFAULT);

  @Test
  void pageCostsFourTripsWhenItChangesItsId() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    WebSession session = request.find(cookie).orElseThrow();
    String newId = session.rotate();
    session.attribute("user", "anna");
    request.finish();
    assertEquals(
        List.of("acquire have", "rotate", "find", "save release"), server.client().calls());
    assertNotEquals(cookie, newId);
    assertSame(session, request.find(newId).orElseThrow());
    server.serve(
        RequestPolicy.READ_ONLY,
        newId,
        later -> assertEquals(Set.of("cart", "user"), later.attributeNames()));
  }

  @Test
  void oldIdReachesTheSessionForTheGraceOnly() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    server.serve(RequestPolicy.EXCLUSIVE, cookie, WebSession::rotate);
    server.serve(
        RequestPolicy.READ_ONLY,
        cookie,
        session -> assertEquals("book", session.attribute("cart")));
    application.clock.pass(Duration.ofSeconds(31));
    assertEquals(Optional.empty(), server.sessions().begin(RequestPolicy.READ_ONLY).find(cookie));
  }

  @Test
  void oldIdEndsAtOnceWhenThereIsNoGrace() {
    Application.Server strict =
        application.server(SessionSettings.DEFAULT.withRotateGrace(Duration.ZERO));
    String cookie = strict.visit(session -> session.attribute("cart", "book"));
    strict.serve(RequestPolicy.EXCLUSIVE, cookie, WebSession::rotate);
    assertEquals(Optional.empty(), strict.sessions().begin(RequestPolicy.READ_ONLY).find(cookie));
  }

  @Test
  void saveAfterRotateKeepsWhatAnotherRequestSavedBefore() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    WebSession session = request.find(cookie).orElseThrow();
    server.serve(RequestPolicy.OPTIMISTIC, cookie, other -> other.attribute("other", "2"));
    session.rotate();
    session.attribute("user", "anna");
    request.finish();
    server.serve(
        RequestPolicy.READ_ONLY,
        session.cookieValue(),
        later -> assertEquals(Set.of("cart", "user", "other"), later.attributeNames()));
  }

  @Test
  void newSessionGetsItsIdWithoutATrip() {
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    WebSession session = request.create();
    session.attribute("cart", "book");
    session.rotate();
    request.finish();
    assertEquals(List.of("create"), server.client().calls());
    assertTrue(
        server.sessions().begin(RequestPolicy.READ_ONLY).find(session.cookieValue()).isPresent());
  }

  @Test
  void secondRequestIsToldWhenBothRotate() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest one = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    SessionRequest two = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    WebSession first = one.find(cookie).orElseThrow();
    WebSession second = two.find(cookie).orElseThrow();
    first.rotate();
    assertThrows(SessionConflictException.class, second::rotate);
  }

  @Test
  void rotateIsToldWhenTheSessionHasEnded() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    WebSession session = request.find(cookie).orElseThrow();
    server.serve(RequestPolicy.OPTIMISTIC, cookie, WebSession::invalidate);
    assertFalse(session.isEnded());
    assertThrows(SessionGoneException.class, session::rotate);
    assertTrue(session.isEnded());
  }
}
