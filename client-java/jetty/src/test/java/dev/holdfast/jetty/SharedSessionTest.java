package dev.holdfast.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.adapter.AppServer;
import dev.holdfast.client.adapter.Browser;
import dev.holdfast.client.adapter.SharedSessionContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two real servers and one session service. */
final class SharedSessionTest implements SharedSessionContract {
  private static final Farm FARM = new Farm();
  private static List<Farm.Jetty> servers = List.of();

  private final Browser browser = new Browser();

  @BeforeAll
  static void start() throws Exception {
    servers = List.of(FARM.start("a1", sessions -> {}), FARM.start("b2", sessions -> {}));
  }

  @AfterAll
  static void stop() throws Exception {
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
  void applicationIsToldOnTheServerWhereTheUserLogsOut() {
    browser.get(servers.get(0), "/login?user=anna");
    servers.get(1).destroyed().clear();
    browser.get(servers.get(1), "/logout");
    assertEquals(List.of("/ anna"), servers.get(1).destroyed());
  }

  @Test
  void userMayLogOutWhereTheRuleOnlyAllowsReading() {
    browser.get(servers.get(0), "/login?user=anna");
    browser.get(servers.get(1), "/read/logout");
    assertEquals("no session", browser.get(servers.get(0), "/get?name=user"));
  }

  @Test
  void contextsHaveSessionsOfTheirOwnUnderOneId() {
    browser.get(servers.get(0), "/put?name=where&value=root");
    String cookie = browser.cookie();
    browser.get(servers.get(0), "/admin/put?name=where&value=admin");
    assertEquals(cookie, browser.cookie());
    assertEquals("root", browser.get(servers.get(0), "/get?name=where"));
    assertEquals("admin", browser.get(servers.get(0), "/admin/get?name=where"));
  }

  @Test
  void changeAfterTheCommitIsSavedToo() {
    assertEquals("early late", browser.get(servers.get(0), "/flushed"));
    Await.until(() -> browser.get(servers.get(1), "/get?name=after").equals("2"));
    assertEquals("1", browser.get(servers.get(1), "/get?name=before"));
  }

  @Test
  void sessionThatBeginsInAnAsynchronousThreadIsSaved() {
    assertEquals("later", browser.get(servers.get(0), "/async-new"));
    assertEquals("2", browser.get(servers.get(1), "/get?name=second"));
  }

  @Test
  void requestMayEndItsSessionAndBeginAnother() {
    browser.get(servers.get(0), "/put?name=cart&value=tea");
    browser.get(servers.get(0), "/anew?user=eve");
    assertEquals("eve", browser.get(servers.get(1), "/get?name=user"));
    assertEquals("null", browser.get(servers.get(1), "/get?name=cart"));
  }

  @Test
  void sessionIsNewInItsFirstRequestOnly() {
    assertEquals("true", browser.get(servers.get(0), "/new"));
    assertEquals("false", browser.get(servers.get(0), "/new"));
  }
}
