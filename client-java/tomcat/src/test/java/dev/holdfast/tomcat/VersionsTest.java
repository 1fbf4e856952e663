package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.testing.InMemorySessionClient;
import java.util.Objects;
import org.apache.catalina.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Versions of one application beside each other, as parallel deployment has them. */
final class VersionsTest {
  private final InMemorySessionClient service = new InMemorySessionClient();
  private final AppServer server = AppServer.start(service);
  private final Context one = addVersion("1");
  private final Browser browser = new Browser();

  private Context addVersion(String version) {
    return server.addApplication(version, new AppServer.Setup());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sessionStaysWithItsVersionUntilThatIsGone() throws Exception {
    assertEquals("1", browser.text(server, "version"));
    String cookie = Objects.requireNonNull(browser.cookie());
    addVersion("2");
    assertEquals("1", browser.text(server, "version"));
    assertEquals("2", new Browser().text(server, "version"));
    one.stop();
    one.destroy();
    one.getParent().removeChild(one);
    assertEquals("2", browser.text(server, "version"));
    assertEquals(cookie, browser.cookie());
  }

  @Test
  void outageChangesNoCookieWhenVersionsStandBesideEachOther() {
    browser.text(server, "version");
    String cookie = browser.cookie();
    addVersion("2");
    server.gate().cut();
    assertEquals("status 503", browser.text(server, "version"));
    assertEquals(cookie, browser.cookie());
    server.gate().mend();
    assertEquals("1", browser.text(server, "version"));
  }
}
