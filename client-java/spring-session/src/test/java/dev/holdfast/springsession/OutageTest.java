package dev.holdfast.springsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutageTest {
  private final Farm farm = new Farm();
  private final Farm.Server server = farm.start();
  private final Browser browser = new Browser();

  @BeforeEach
  void visit() {
    browser.get(server, "/put?name=user&value=anna");
  }

  @AfterEach
  void stop() {
    farm.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/get?name=user", "/count", "/logout", "/stubborn", "/login?user=eve"})
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
  }

  @Test
  void outageIsAskedForOnceInARequest() {
    server.client().calls();
    server.client().cut();
    browser.ask(server, "/stubborn");
    assertEquals(List.of("acquire"), server.client().calls());
  }

  @Test
  void noSessionIsMadeUpWhenTheServiceIsDown() {
    server.client().cut();
    browser.ask(server, "/stubborn");
    server.client().mend();
    farm.clock.pass(Duration.ofSeconds(6));
    assertEquals("anna", browser.get(server, "/get?name=user"));
    assertEquals(List.of("SessionCreatedEvent anna"), server.shop().events);
  }

  @Test
  void cookieNamesTheNewIdWhenTheServiceFailsAfterTheSessionWasMoved() {
    String before = browser.sessionId();
    HttpResponse<String> response = browser.ask(server, "/login-in-an-outage");
    assertEquals(503, response.statusCode());
    assertNotEquals(before, browser.sessionId());
    server.client().mend();
    farm.clock.pass(Duration.ofMinutes(2));
    assertEquals("anna", browser.get(server, "/get?name=user"));
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertEquals(503, response.statusCode());
    assertEquals(Optional.of("2"), response.headers().firstValue("retry-after"));
    assertEquals(Optional.empty(), response.headers().firstValue("set-cookie"));
    assertTrue(response.body().contains("not logged out"));
  }
}
