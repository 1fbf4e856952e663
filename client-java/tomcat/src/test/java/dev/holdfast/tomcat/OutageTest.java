package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.testing.InMemorySessionClient;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutageTest {
  private final InMemorySessionClient service = new InMemorySessionClient();
  private final AppServer server =
      AppServer.start(
          service,
          new AppServer.Setup()
              .formLogin()
              .sessions(sessions -> sessions.setEndpoints("http://127.0.0.1:1?lease=500ms")));
  private final Browser browser = new Browser();

  @AfterEach
  void stop() {
    server.close();
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertEquals(503, response.statusCode());
    assertTrue(Integer.parseInt(response.headers().firstValue("Retry-After").orElse("0")) > 0);
    assertEquals(List.of(), response.headers().allValues("Set-Cookie"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"count", "read", "big", "end", "async", "rotate", "private/read", "basket"})
  void pageIsUnavailableAndItsCookieStaysWhenTheServiceIsOut(String page) {
    browser.text(server, "count");
    String cookie = browser.cookie();
    server.gate().cut();
    assertUnavailable(browser.get(server, page));
    assertEquals(cookie, browser.cookie());
    server.gate().mend();
    assertEquals("1", browser.text(server, "read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"count", "read", "big", "end", "rotate", "private/read", "basket"})
  void outageIsOneLineInTheLogAndNoStack(String page) {
    browser.text(server, "count");
    try (LogCapture log = new LogCapture()) {
      server.gate().cut();
      assertUnavailable(browser.get(server, page));
      assertUnavailable(browser.get(server, page));
      assertEquals(List.of(), log.stacks());
      assertEquals(1, log.lines().stream().filter(line -> line.contains("refused")).count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "login"})
  void pageWithoutASessionGoesOnWhenTheServiceIsOut(String page) {
    browser.text(server, "count");
    server.gate().trips();
    server.gate().cut();
    assertEquals(200, browser.get(server, page).statusCode());
    assertEquals(List.of(), server.gate().trips());
  }

  @ParameterizedTest
  @ValueSource(strings = {"count", "big", "async"})
  void pageIsUnavailableWhenItCannotBeSaved(String page) {
    browser.text(server, "count");
    server.gate().cut("save");
    assertUnavailable(browser.get(server, page));
    server.gate().mend();
    assertEquals("1", browser.text(server, "read"));
  }

  @Test
  void newVisitorGetsNoCookieWhenTheServiceIsOut() {
    server.gate().cut();
    assertUnavailable(browser.get(server, "count"));
    assertNull(browser.cookie());
  }

  @Test
  void loginPageIsUnavailableWhenTheInterruptedRequestCannotBeKept() {
    server.gate().cut("create");
    assertUnavailable(browser.get(server, "private/read"));
    server.gate().mend();
    assertEquals("the login page", browser.text(server, "private/read"));
  }

  @Test
  void newIdIsToldWhenOnlyTheSaveAfterItFails() {
    browser.text(server, "count");
    String cookie = browser.cookie();
    server.gate().cut("save");
    assertEquals(503, browser.get(server, "rotate").statusCode());
    assertNotEquals(cookie, browser.cookie());
    server.gate().mend();
    assertEquals("1", browser.text(server, "read"));
  }

  @Test
  void answerOfThePageStaysWhenItHandlesTheOutageItself() {
    browser.text(server, "count");
    String cookie = browser.cookie();
    server.gate().cut();
    assertEquals("sorry", browser.text(server, "caught"));
    assertEquals(cookie, browser.cookie());
  }

  @Test
  void errorPageOfTheApplicationMakesNoNewSession() {
    AppServer.Setup setup =
        new AppServer.Setup()
            .context(
                context -> {
                  ErrorPage page = new ErrorPage();
                  page.setErrorCode(503);
                  page.setLocation("/count");
                  context.addErrorPage(page);
                });
    try (AppServer other = AppServer.start(service, setup)) {
      browser.text(other, "count");
      String cookie = browser.cookie();
      other.gate().cut();
      assertUnavailable(browser.get(other, "count"));
      assertEquals(cookie, browser.cookie());
    }
  }

  @Test
  void serviceIsAskedOnceInARequestWhenItIsOut() {
    browser.text(server, "count");
    server.gate().cut();
    server.gate().trips();
    browser.get(server, "private/read");
    assertEquals(List.of("acquire"), server.gate().trips());
  }

  @Test
  void userIsUnknownNotLoggedOutWhenTheServiceIsOut() {
    browser.text(server, "enter?name=anna");
    assertEquals("anna true", browser.text(server, "who"));
    server.gate().cut();
    assertUnavailable(browser.get(server, "who"));
    server.gate().mend();
    assertEquals("anna true", browser.text(server, "who"));
  }
}
