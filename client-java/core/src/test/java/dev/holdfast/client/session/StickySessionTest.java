package dev.holdfast.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StickySessionTest {
  private final Application application = new Application();
  private final Application.Server a = server("a");
  private final Application.Server b = server("b");

  private Application.Server server(String route) {
    return application.server(SessionSettings.DEFAULT.withRouting(Routing.sticky(route)));
  }

  @Test
  void ownRouteIsServedFromTheCopyWithoutATrip() {
    String cookie = a.visit(session -> session.attribute("cart", "book"));
    assertTrue(cookie.endsWith(".a"));
    a.serve(
        RequestPolicy.OPTIMISTIC,
        cookie,
        session -> assertEquals("book", session.attribute("cart")));
    assertEquals(List.of(), a.client().calls());
    a.serve(RequestPolicy.OPTIMISTIC, cookie, session -> session.attribute("cart", "pen"));
    a.serve(
        RequestPolicy.OPTIMISTIC,
        cookie,
        session -> assertEquals("pen", session.attribute("cart")));
    assertEquals(List.of("save"), a.client().calls());
  }

  @Test
  void failoverLoadsOnceAndBackAgainChecksOnce() {
    String cookie = a.visit(session -> session.attribute("cart", "book"));
    String[] moved = new String[1];
    b.serve(
        RequestPolicy.OPTIMISTIC,
        cookie,
        session -> {
          session.attribute("cart", "pen");
          moved[0] = session.cookieValue();
        });
    assertEquals(List.of("find", "save"), b.client().calls());
    b.serve(
        RequestPolicy.OPTIMISTIC,
        moved[0],
        session -> assertEquals("pen", session.attribute("cart")));
    assertEquals(List.of(), b.client().calls());
    a.serve(
        RequestPolicy.OPTIMISTIC,
        moved[0],
        session -> assertEquals("pen", session.attribute("cart")));
    assertEquals(List.of("find have"), a.client().calls());
  }

  @Test
  void lockIsTakenWhateverTheRoute() {
    String cookie = a.visit(session -> session.attribute("cart", "book"));
    a.serve(RequestPolicy.EXCLUSIVE, cookie, session -> {});
    assertEquals(List.of("acquire have", "release"), a.client().calls());
  }

  @Test
  void useIsToldOnceInATenthOfTheIdleTimeout() {
    String cookie = a.visit(session -> session.attribute("cart", "book"));
    for (int minute = 1; minute <= 40; minute++) {
      application.clock.pass(Duration.ofMinutes(1));
      a.serve(RequestPolicy.OPTIMISTIC, cookie, session -> {});
    }
    List<String> trips = a.client().calls();
    assertEquals(List.of("touch"), trips.stream().distinct().toList());
    assertTrue(trips.size() >= 8 && trips.size() <= 13, trips::toString);
  }

  @Test
  void requestsThatMustNotSlideTellNoUse() {
    String cookie = a.visit(session -> session.attribute("cart", "book"));
    application.clock.pass(Duration.ofMinutes(20));
    a.serve(RequestPolicy.READ_ONLY.withoutSlide(), cookie, session -> {});
    assertEquals(List.of(), a.client().calls());
    application.clock.pass(Duration.ofMinutes(11));
    assertEquals(Optional.empty(), a.sessions().begin(RequestPolicy.READ_ONLY).find(cookie));
  }

  @Test
  void endOnAnotherServerIsSeenWithTheNextSlide() {
    String cookie = a.visit(session -> session.attribute("cart", "book"));
    b.serve(RequestPolicy.OPTIMISTIC, cookie, WebSession::invalidate);
    application.clock.pass(Duration.ofMinutes(4));
    a.serve(RequestPolicy.OPTIMISTIC, cookie, session -> {});
    assertEquals(List.of("touch"), a.client().calls());
    assertEquals(Optional.empty(), a.sessions().begin(RequestPolicy.OPTIMISTIC).find(cookie));
  }

  @Test
  void endOnThisServerIsSeenAtOnceAlthoughALateRequestStillWorks() {
    String cookie = a.visit(session -> session.attribute("cart", "book"));
    SessionRequest late = a.sessions().begin(RequestPolicy.OPTIMISTIC);
    late.find(cookie).orElseThrow().attribute("cart", "late");
    a.serve(RequestPolicy.OPTIMISTIC, cookie, WebSession::invalidate);
    late.finish();
    assertEquals(Optional.empty(), a.sessions().begin(RequestPolicy.OPTIMISTIC).find(cookie));
  }

  @Test
  void copyIsUsedInAnOutageButNothingIsLost() {
    String cookie = a.visit(session -> session.attribute("cart", "book"));
    a.client().cut();
    a.serve(
        RequestPolicy.OPTIMISTIC,
        cookie,
        session -> assertEquals("book", session.attribute("cart")));
    SessionRequest change = a.sessions().begin(RequestPolicy.OPTIMISTIC);
    change.find(cookie).orElseThrow().attribute("cart", "pen");
    assertThrows(SessionUnavailableException.class, change::finish);
  }

  @Test
  void routeIsStrippedAndPutBack() {
    SessionId id = SessionId.parse("0a1b.server-1");
    assertEquals(new SessionId("0a1b", "server-1"), id);
    assertEquals("0a1b.server-2", id.cookieValue("server-2"));
    assertEquals(SessionId.parse("0a1b").key(), id.key());
    assertEquals(new SessionId(".a", null), SessionId.parse(".a"));
  }
}
