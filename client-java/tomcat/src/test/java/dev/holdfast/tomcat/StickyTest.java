package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.testing.InMemorySessionClient;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StickyTest {
  private final InMemorySessionClient service = new InMemorySessionClient();
  private final AppServer a = start("a");
  private final AppServer b = start("b");
  private final Browser browser = new Browser();

  private AppServer start(String route) {
    return AppServer.start(
        service,
        new AppServer.Setup()
            .route(route)
            .sessions(
                sessions -> {
                  sessions.setSticky(true);
                  sessions.setRules("optimistic");
                }));
  }

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  @Test
  void requestsAtHomeReadNothing() {
    browser.text(a, "count");
    assertEquals(List.of("create"), a.gate().trips());
    assertEquals("1", browser.text(a, "read"));
    assertEquals(List.of(), a.gate().trips());
    assertEquals("2", browser.text(a, "count"));
    assertEquals(List.of("save"), a.gate().trips());
  }

  @Test
  void failoverLoadsOnceAndChangesOnlyTheRoute() {
    browser.text(a, "count");
    String home = Objects.requireNonNull(browser.cookie());
    a.close();
    assertEquals("1", browser.text(b, "read"));
    assertEquals(home.substring(0, home.length() - 1) + "b", browser.cookie());
    assertEquals("2", browser.text(b, "count"));
    assertEquals("2", browser.text(b, "read"));
    assertEquals(List.of("find", "save"), b.gate().trips());
  }
}
