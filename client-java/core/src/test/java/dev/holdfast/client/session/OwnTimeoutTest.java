package dev.holdfast.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnTimeoutTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final Application application = new Application();
  private final Application.Server server = application.server(SessionSettings.DEFAULT);
  private final String cookie =
      server.visit(
          session -> new OwnTimeout(session).span(TEN_MINUTES, application.clock.instant()));

  @Test
  void sessionIsOverATenthAfterItsTimeoutAndNotBefore() {
    application.clock.pass(Duration.ofMinutes(11));
    assertFalse(isOver());
    application.clock.pass(Duration.ofSeconds(1));
    assertTrue(isOver());
  }

  @Test
  void useStartsTheTimeoutAnew() {
    application.clock.pass(Duration.ofMinutes(9));
    use(RequestPolicy.OPTIMISTIC);
    application.clock.pass(Duration.ofMinutes(9));
    assertFalse(isOver());
  }

  @Test
  void useIsWrittenOnceInATenthOfTheTimeout() {
    application.clock.pass(Duration.ofSeconds(59));
    server.client().calls();
    use(RequestPolicy.OPTIMISTIC);
    assertEquals(List.of("find have"), server.client().calls());
    application.clock.pass(Duration.ofSeconds(2));
    use(RequestPolicy.OPTIMISTIC);
    assertEquals(List.of("find have", "save"), server.client().calls());
  }

  @Test
  void requestThatOnlyReadsIsNoUse() {
    application.clock.pass(Duration.ofMinutes(9));
    use(RequestPolicy.READ_ONLY);
    application.clock.pass(Duration.ofMinutes(3));
    assertTrue(isOver());
  }

  @Test
  void timeoutIsTakenAwayWithZero() {
    server.serve(
        RequestPolicy.EXCLUSIVE,
        cookie,
        session -> {
          new OwnTimeout(session).span(Duration.ZERO, application.clock.instant());
          assertNull(new OwnTimeout(session).span());
        });
    application.clock.pass(Duration.ofMinutes(12));
    assertFalse(isOver());
  }

  private void use(RequestPolicy policy) {
    server.serve(
        policy, cookie, session -> new OwnTimeout(session).used(application.clock.instant()));
  }

  private boolean isOver() {
    boolean[] over = {false};
    server.serve(
        RequestPolicy.READ_ONLY,
        cookie,
        session -> over[0] = new OwnTimeout(session).isOver(application.clock.instant()));
    return over[0];
  }
}
