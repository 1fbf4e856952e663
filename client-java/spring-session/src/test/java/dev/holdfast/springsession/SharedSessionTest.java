package dev.holdfast.springsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.client.adapter.AppServer;
import dev.holdfast.client.adapter.Browser;
import dev.holdfast.client.adapter.SharedSessionContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two real servers with a context each, and one session service. */
final class SharedSessionTest implements SharedSessionContract {
  private static final String RULES =
      "holdfast.session.rules=exclusive; /free/* optimistic; /read/* read-only";
  private static final Farm FARM = new Farm();
  private static List<Farm.Server> servers = List.of();

  private final Browser browser = new Browser();

  @BeforeAll
  static void start() {
    servers = List.of(FARM.start(RULES), FARM.start(RULES));
  }

  @AfterAll
  static void stop() {
    FARM.close();
  }

  @Override
  public AppServer server(int number) {
    return servers.get(number);
  }

  @Override
  public Browser browser() {
    return browser;
  }

  @Test
  void cookieIsTakenBackWhenTheUserLogsOut() {
    browser.get(servers.get(0), "/login?user=anna");
    browser.get(servers.get(1), "/logout");
    assertNull(browser.cookie());
  }

  @Test
  void changeAfterTheCommitIsSavedToo() {
    assertEquals("early late", browser.get(servers.get(0), "/flushed"));
    assertEquals("1", browser.get(servers.get(1), "/get?name=before"));
    assertEquals("2", browser.get(servers.get(1), "/get?name=after"));
  }
}
