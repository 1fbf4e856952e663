package dev.holdfast.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SessionConflictTest {
  private final Application application = new Application();
  private final Application.Server server = application.server(SessionSettings.DEFAULT);

  @Test
  void changesOfTwoRequestsAreMergedWhenTheyTouchOtherAttributes() {
    String cookie = server.visit(session -> session.attribute("both", "0"));
    SessionRequest one = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    WebSession session = one.find(cookie).orElseThrow();
    session.attribute("one", "1");
    session.attribute("both");
    server.serve(
        RequestPolicy.OPTIMISTIC,
        cookie,
        other -> {
          other.attribute("two", "2");
          other.removeAttribute("both");
        });
    server.client().calls();
    assertEquals(Saved.MERGED, session.save());
    assertEquals(List.of("save", "find", "save"), server.client().calls());
    assertEquals("2", session.attribute("two"));
    assertEquals(Set.of("one", "two"), session.attributeNames());
    assertEquals(List.of("merged"), application.told);
    server.serve(
        RequestPolicy.READ_ONLY,
        cookie,
        later -> assertEquals(Set.of("one", "two"), later.attributeNames()));
  }

  @Test
  void ownValueWinsWhenBothChangedTheSame() {
    String cookie = server.visit(session -> session.attribute("both", "0"));
    clash(server, cookie);
    server.serve(
        RequestPolicy.READ_ONLY, cookie, later -> assertEquals("own", later.attribute("both")));
    assertEquals(List.of("merged", "clash both"), application.told);
  }

  @Test
  void policyDecidesWhenBothChangedTheSame() {
    ClashPolicy joining = clash -> clash.base() + "," + clash.theirs() + "," + clash.own();
    Application.Server joiner = application.server(SessionSettings.DEFAULT, joining);
    String cookie = joiner.visit(session -> session.attribute("both", "0"));
    WebSession session = clash(joiner, cookie);
    assertEquals("0,theirs,own", session.attribute("both"));
    joiner.serve(
        RequestPolicy.READ_ONLY,
        cookie,
        later -> assertEquals("0,theirs,own", later.attribute("both")));
  }

  @Test
  void requestIsToldWhenThePolicyRefuses() {
    Application.Server strict = application.server(SessionSettings.DEFAULT, ClashPolicy.REFUSE);
    String cookie = strict.visit(session -> session.attribute("both", "0"));
    assertThrows(SessionConflictException.class, () -> clash(strict, cookie));
    strict.serve(
        RequestPolicy.READ_ONLY, cookie, later -> assertEquals("theirs", later.attribute("both")));
  }

  @Test
  void conflictIsToldAgainWhenTheRefusedRequestTriesOnceMore() {
    Application.Server strict = application.server(SessionSettings.DEFAULT, ClashPolicy.REFUSE);
    String cookie = strict.visit(session -> session.attribute("both", "0"));
    SessionRequest own = strict.sessions().begin(RequestPolicy.OPTIMISTIC);
    own.find(cookie).orElseThrow().attribute("both", "own");
    strict.serve(RequestPolicy.OPTIMISTIC, cookie, other -> other.attribute("both", "theirs"));
    assertThrows(SessionConflictException.class, own::finish);
    assertThrows(SessionConflictException.class, own::finish);
  }

  @Test
  void sameChangeIsNoClash() {
    String cookie = server.visit(session -> session.attribute("both", "0"));
    SessionRequest one = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    one.find(cookie).orElseThrow().attribute("both", "same");
    server.serve(RequestPolicy.OPTIMISTIC, cookie, other -> other.attribute("both", "same"));
    one.finish();
    assertEquals(List.of("merged"), application.told);
  }

  @Test
  void requestIsToldWhenItsLeaseRanOutAndAnotherChangedTheSame() {
    String cookie = server.visit(session -> session.attribute("count", "0"));
    SessionRequest slow = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    slow.find(cookie).orElseThrow().attribute("count", "1");
    application.clock.pass(Duration.ofSeconds(6));
    server.serve(
        RequestPolicy.EXCLUSIVE, cookie, session -> session.attribute("count", "1 of another"));
    assertThrows(SessionConflictException.class, slow::finish);
  }

  @Test
  void slowRequestSavesWhenItsLeaseRanOutAndNobodyElseSaved() {
    String cookie = server.visit(session -> session.attribute("count", "0"));
    SessionRequest slow = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    slow.find(cookie).orElseThrow().attribute("count", "1");
    application.clock.pass(Duration.ofSeconds(6));
    slow.finish();
    server.serve(
        RequestPolicy.READ_ONLY, cookie, session -> assertEquals("1", session.attribute("count")));
  }

  @Test
  void sessionUnderAForeignIdIsNotOverwritten() {
    String cookie = server.visit(session -> session.attribute("owner", "anna"));
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    request.create(cookie).attribute("owner", "eve");
    assertThrows(SessionConflictException.class, request::finish);
    server.serve(
        RequestPolicy.READ_ONLY,
        cookie,
        session -> assertEquals("anna", session.attribute("owner")));
  }

  @Test
  void lockedSessionIsToldWhenTheWaitIsOver() {
    String cookie = server.visit(session -> session.attribute("count", "0"));
    SessionRequest holder = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    holder.find(cookie);
    SessionRequest second =
        application.server(impatient(Locking.OnTimeout.FAIL)).sessions().begin("/");
    SessionLockedException locked =
        assertThrows(SessionLockedException.class, () -> second.find(cookie));
    assertEquals(5, locked.retryAfterSeconds());
  }

  @Test
  void requestMergesWithoutTheLockWhenThatIsThePolicy() {
    String cookie = server.visit(session -> session.attribute("count", "0"));
    SessionRequest holder = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    holder.find(cookie).orElseThrow().attribute("holder", "1");
    Application.Server other = application.server(impatient(Locking.OnTimeout.OPTIMISTIC));
    other.serve(RequestPolicy.EXCLUSIVE, cookie, session -> session.attribute("other", "2"));
    holder.finish();
    server.serve(
        RequestPolicy.READ_ONLY,
        cookie,
        session -> assertEquals(Set.of("count", "holder", "other"), session.attributeNames()));
  }

  @Test
  void requestOnlyReadsWithoutTheLockWhenThatIsThePolicy() {
    String cookie = server.visit(session -> session.attribute("count", "0"));
    server.sessions().begin(RequestPolicy.EXCLUSIVE).find(cookie);
    Application.Server other = application.server(impatient(Locking.OnTimeout.READ_ONLY));
    SessionRequest request = other.sessions().begin(RequestPolicy.EXCLUSIVE);
    WebSession session = request.find(cookie).orElseThrow();
    assertThrows(IllegalStateException.class, () -> session.attribute("count", "1"));
  }

  private static SessionSettings impatient(Locking.OnTimeout onTimeout) {
    var terms = new dev.holdfast.client.LockTerms(Duration.ZERO, Duration.ofSeconds(5));
    return SessionSettings.DEFAULT.withLocking(new Locking(terms, onTimeout));
  }

  private static WebSession clash(Application.Server server, String cookie) {
    SessionRequest own = server.sessions().begin(RequestPolicy.OPTIMISTIC);
    WebSession session = own.find(cookie).orElseThrow();
    session.attribute("both", "own");
    server.serve(RequestPolicy.OPTIMISTIC, cookie, other -> other.attribute("both", "theirs"));
    own.finish();
    return session;
  }
}
