package dev.holdfast.client.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose session service goes away and comes back. */
public interface OutageContract {
  /** Returns the server. */
  AppServer server();

  /** Returns the visitor of the test. */
  Browser browser();

  /** Returns the clock of the service. */
  SteeredClock clock();

  @BeforeEach
  default void visit() throws Exception {
    browser().get(server(), "/put?name=user&value=anna");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/get?name=user", "/count", "/logout", "/login?user=eve"})
  default void requestIsToldToComeBackAndKeepsItsCookieWhenTheServiceIsDown(String path) {
    assertComesBack(path);
  }

  @Test
  default void newVisitorIsToldToComeBackWhenTheServiceIsDown() {
    server().client().cut();
    assertUnavailable(new Browser().ask(server(), "/count"));
  }

  @Test
  default void cookieNamesTheNewIdWhenTheServiceFailsAfterTheSessionWasMoved() {
    String before = browser().cookie();
    HttpResponse<String> response = browser().ask(server(), "/login-in-an-outage");
    assertEquals(503, response.statusCode());
    assertNotEquals(before, browser().cookie());
    server().client().mend();
    clock().pass(Duration.ofMinutes(2));
    assertEquals("anna", browser().get(server(), "/get?name=user"));
  }

  /** Says that a page is unavailable during an outage, and that its session is there after it. */
  default void assertComesBack(String path) {
    server().client().cut();
    assertUnavailable(browser().ask(server(), path));
    server().client().mend();
    assertEquals("anna", browser().get(server(), "/get?name=user"));
  }

  /** Says that a visitor was told to come back, and not logged out. */
  static void assertUnavailable(HttpResponse<String> response) {
    assertEquals(503, response.statusCode());
    assertEquals(Optional.of("2"), response.headers().firstValue("retry-after"));
    assertEquals(Optional.empty(), response.headers().firstValue("set-cookie"));
    assertTrue(response.body().contains("not logged out"));
  }
}
