package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.holdfast.client.testing.InMemorySessionClient;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoginTest {
  private final InMemorySessionClient service = new InMemorySessionClient();
  private final AppServer a = start("a");
  private final AppServer b = start("b");
  private final Browser browser = new Browser();

  private AppServer start(String route) {
    return AppServer.start(
        service,
        new AppServer.Setup()
            .formLogin()
            .route(route)
            .sessions(sessions -> sessions.setRules("/private/read read-only")));
  }

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  @Test
  void formLoginGoesOnAtAnotherServerInEachOfItsSteps() {
    assertEquals("the login page", browser.text(a, "private/read?name=x"));
    assertEquals(303, browser.login(b, "anna", "secret").statusCode());
    assertEquals("null", browser.text(a, "private/read?name=x"));
    assertEquals("anna true", browser.text(b, "private/who"));
    assertEquals("anna true", browser.text(a, "who"));
  }

  @Test
  void loginGoesOnWhenItsServerDies() {
    browser.text(a, "private/count");
    browser.login(a, "anna", "secret");
    assertEquals("1", browser.text(a, "private/count"));
    a.close();
    assertEquals("2", browser.text(b, "private/count"));
    assertEquals("anna true", browser.text(b, "who"));
  }

  @Test
  void idChangesAtTheLogin() {
    browser.text(a, "count");
    String before = Objects.requireNonNull(browser.cookie());
    browser.text(a, "enter?name=anna");
    String after = Objects.requireNonNull(browser.cookie());
    assertNotEquals(plain(before), plain(after));
    assertEquals("2", browser.text(b, "read"));
    assertEquals("anna true", browser.text(b, "who"));
  }

  @Test
  void wrongPasswordIsNoLogin() {
    browser.text(a, "private/count");
    browser.login(b, "anna", "wrong");
    assertEquals("the login page", browser.text(a, "private/count"));
    assertEquals("null false", browser.text(a, "who"));
  }

  @Test
  void logoutKeepsTheSession() {
    browser.text(a, "enter?name=anna");
    assertEquals("left", browser.text(b, "leave"));
    assertEquals("null false", browser.text(a, "who"));
    assertEquals("1", browser.text(a, "read"));
  }

  @Test
  void visitorWithoutASessionIsNobody() {
    assertEquals("null false", browser.text(a, "who"));
    assertEquals(List.of(), a.gate().trips());
  }

  private static String plain(String cookie) {
    return cookie.substring(0, cookie.indexOf('.'));
  }
}
