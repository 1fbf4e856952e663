package dev.holdfast.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.SessionKey;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SessionLifeTest {
  private final Application application = new Application();
  private final Application.Server server = application.server(SessionSettings.DEFAULT);

  @Test
  void pageCostsTwoTripsWhenItChangesItsSession() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    server.serve(
        RequestPolicy.EXCLUSIVE,
        cookie,
        session -> session.attribute("cart", session.attribute("cart") + ", pen"));
    assertEquals(List.of("acquire have", "save release"), server.client().calls());
    server.serve(
        RequestPolicy.EXCLUSIVE,
        cookie,
        session -> assertEquals("book, pen", session.attribute("cart")));
    assertEquals(List.of("acquire have", "release"), server.client().calls());
  }

  @Test
  void pageCostsNothingWhenTheVisitorStoresNothing() {
    server.visit(session -> assertTrue(session.isNew()));
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    request.create();
    request.finish();
    assertEquals(List.of(), server.client().calls());
  }

  @Test
  void emptySessionIsStoredWhenItIsToBeKept() {
    String cookie = server.visit(WebSession::keepWhenEmpty);
    server.serve(RequestPolicy.READ_ONLY, cookie, session -> assertFalse(session.isNew()));
  }

  @Test
  void pageCostsOneTripWhenItOnlyReads() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    server.serve(RequestPolicy.READ_ONLY, cookie, session -> session.attribute("cart"));
    assertEquals(List.of("find have"), server.client().calls());
  }

  @Test
  void readDoesNotSlideWhenThePolicySaysSo() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    server.serve(RequestPolicy.READ_ONLY.withoutSlide(), cookie, session -> {});
    assertEquals(List.of("find have quiet"), server.client().calls());
  }

  @Test
  void sessionIsAskedForOnceInARequest() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    Optional<WebSession> first = request.find(cookie);
    assertSame(first.orElseThrow(), request.find(cookie + ".route").orElseThrow());
    assertEquals(Optional.empty(), request.find("nobody"));
    assertEquals(Optional.empty(), request.find("nobody"));
    assertEquals(List.of("find have", "find"), server.client().calls());
  }

  @Test
  void lockIsFreedAtOnceWhenThereIsNoSession() {
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    assertEquals(Optional.empty(), request.find("nobody"));
    assertEquals(List.of("acquire", "release"), server.client().calls());
  }

  @Test
  void changeInsideAValueIsSaved() {
    String cookie =
        server.visit(session -> session.attribute("cart", new ArrayList<>(List.of("book"))));
    server.serve(RequestPolicy.OPTIMISTIC, cookie, session -> list(session).add("pen"));
    assertEquals(List.of("find have", "save"), server.client().calls());
    server.serve(
        RequestPolicy.OPTIMISTIC,
        cookie,
        session -> assertEquals(List.of("book", "pen"), list(session)));
    assertEquals(List.of("find have"), server.client().calls());
  }

  @Test
  void valuesAreEachRequestsOwn() {
    String cookie = server.visit(session -> session.attribute("cart", new ArrayList<>()));
    SessionRequest one = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    SessionRequest other = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    list(one.find(cookie).orElseThrow()).add("book");
    assertEquals(List.of(), list(other.find(cookie).orElseThrow()));
  }

  @Test
  void removedAttributeIsGone() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    server.serve(RequestPolicy.OPTIMISTIC, cookie, session -> session.removeAttribute("cart"));
    server.serve(
        RequestPolicy.OPTIMISTIC,
        cookie,
        session -> {
          assertNull(session.attribute("cart"));
          assertEquals(Set.of(), session.attributeNames());
        });
  }

  @Test
  void notesAreKeptAndNotSeen() {
    String cookie = server.visit(session -> session.note("authType", "FORM"));
    server.serve(
        RequestPolicy.OPTIMISTIC,
        cookie,
        session -> {
          assertEquals("FORM", session.note("authType"));
          assertEquals(Set.of(), session.attributeNames());
        });
  }

  @Test
  void changeIsRefusedWhenTheRequestOnlyReads() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.READ_ONLY);
    WebSession session = request.find(cookie).orElseThrow();
    assertThrows(IllegalStateException.class, () -> session.attribute("cart", "pen"));
    assertThrows(IllegalStateException.class, () -> session.removeAttribute("cart"));
    WebSession created = request.create();
    created.attribute("cart", "pen");
    request.finish();
    assertEquals(List.of("find have", "create"), server.client().calls());
  }

  @Test
  void invalidateEndsAtOnceAndForAll() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest late = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    WebSession lateSession = late.find(cookie).orElseThrow();
    lateSession.attribute("cart", "late");
    server.serve(RequestPolicy.EXCLUSIVE, cookie, WebSession::invalidate);
    assertEquals(List.of("find have", "acquire have", "end"), server.client().calls());
    late.finish();
    assertTrue(lateSession.isEnded());
    assertEquals(Optional.empty(), server.sessions().begin(RequestPolicy.OPTIMISTIC).find(cookie));
  }

  @Test
  void finishSavesWhatChangedSinceTheLastOne() {
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    WebSession session = request.create();
    session.attribute("one", "1");
    request.finish();
    session.attribute("two", "2");
    request.finish();
    request.finish();
    assertEquals(List.of("create", "save"), server.client().calls());
  }

  @Test
  void saveKeepsTheLockUntilTheRequestIsFinished() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    WebSession session = request.find(cookie).orElseThrow();
    session.attribute("cart", "pen");
    assertEquals(Saved.SAVED, session.save());
    request.finish();
    assertEquals(List.of("acquire have", "save", "release"), server.client().calls());
  }

  @Test
  void abandonedRequestSavesNothingAndFreesTheLock() {
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    request.find(cookie).orElseThrow().attribute("cart", "pen");
    request.abandon();
    assertEquals(List.of("acquire have", "release"), server.client().calls());
    server.serve(
        RequestPolicy.OPTIMISTIC, cookie, each -> assertEquals("book", each.attribute("cart")));
  }

  @Test
  void writesNameTheUserWhenTheSessionIsBound() {
    UserHash user = UserHash.ofUserId("anna");
    String cookie = server.visit(session -> session.bindUser(user));
    assertEquals(user, server.client().lastWrite().user());
    server.serve(RequestPolicy.OPTIMISTIC, cookie, session -> session.attribute("cart", "book"));
    assertEquals(user, server.client().lastWrite().user());
  }

  @Test
  void timesAreThoseOfTheServiceAndOfEarlierUse() {
    var begin = application.clock.instant();
    String cookie = server.visit(session -> session.attribute("cart", "book"));
    application.clock.pass(Duration.ofMinutes(2));
    var second = application.clock.instant();
    server.serve(RequestPolicy.OPTIMISTIC, cookie, session -> session.attribute("cart", "pen"));
    application.clock.pass(Duration.ofMinutes(2));
    application
        .server(SessionSettings.DEFAULT)
        .serve(
            RequestPolicy.OPTIMISTIC,
            cookie,
            session -> {
              assertEquals(begin, session.createTime());
              assertEquals(second, session.lastAccessedTime());
              assertFalse(session.isNew());
            });
  }

  @Test
  void payloadOfAnotherKindIsToldAndLeftAlone() {
    String cookie = WebSessions.newId();
    SessionKey key = SessionKey.ofSessionId(cookie);
    var foreign = dev.holdfast.client.Payload.of("user|s:4:\"anna\";".getBytes());
    application.service.create(key, Write.of(foreign));
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    assertThrows(UnreadableSessionException.class, () -> request.find(cookie));
  }

  @SuppressWarnings("unchecked")
  private static List<String> list(WebSession session) {
    return (List<String>) session.attribute("cart");
  }
}
