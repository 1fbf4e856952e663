package dev.holdfast.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutageTest {
  private final Farm farm = new Farm();
  private final Browser browser = new Browser();
  private Farm.Jetty server;

  @BeforeEach
  void visit() throws Exception {
    server = farm.start("a1", sessions -> {});
    browser.get(server, "/put?name=user&value=anna");
  }

  @AfterEach
  void stop() throws Exception {
    farm.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/get?name=user", "/count", "/free/count", "/logout", "/login?user=eve"})
  void requestIsToldToComeBackAndKeepsItsCookieWhenTheServiceIsDown(String path) {
    server.client().cut();
    assertUnavailable(browser.ask(server, path));
    server.client().mend();
    assertEquals("anna", browser.get(server, "/get?name=user"));
  }

  @Test
  void newVisitorIsToldToComeBackWhenTheServiceIsDown() {
    server.client().cut();
    assertUnavailable(new Browser().ask(server, "/count"));
    assertUnavailable(new Browser().ask(server, "/async-new"));
  }

  @Test
  void cookieNamesTheNewIdWhenTheServiceFailsAfterTheSessionWasMoved() {
    String before = browser.cookie();
    HttpResponse<String> response = browser.ask(server, "/login-in-an-outage");
    assertEquals(503, response.statusCode());
    assertNotEquals(before, browser.cookie());
    server.client().mend();
    farm.clock.pass(Duration.ofMinutes(2));
    assertEquals("anna", browser.get(server, "/get?name=user"));
  }

  @Test
  void sessionLivesOnWhenItsServerDies() throws Exception {
    Farm.Jetty other = farm.start("b2", sessions -> sessions.setSticky(true));
    server.server().stop();
    assertEquals("anna", browser.get(other, "/get?name=user"));
    assertTrue(String.valueOf(browser.cookie()).endsWith(".b2"));
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertEquals(503, response.statusCode());
    assertEquals(Optional.of("2"), response.headers().firstValue("retry-after"));
    assertEquals(Optional.empty(), response.headers().firstValue("set-cookie"));
    assertTrue(response.body().contains("not logged out"));
  }
}
