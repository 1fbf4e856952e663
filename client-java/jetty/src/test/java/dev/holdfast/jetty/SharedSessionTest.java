package dev.holdfast.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two real servers and one session service. */
final class SharedSessionTest {
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

  @Test
  void hundredIncrementsEndAtHundredWhenRequestsAreExclusive() throws Exception {
    browser.get(servers.get(0), "/put?name=user&value=anna");
    List<Integer> answers =
        concurrently(100, i -> Integer.parseInt(browser.get(servers.get(i % 2), "/count")));
    assertEquals("100", browser.get(servers.get(0), "/get?name=count"));
    assertEquals(100, answers.stream().distinct().count());
  }

  @Test
  void attributesOfConcurrentRequestsAreAllKeptWhenTheyDiffer() throws Exception {
    browser.get(servers.get(0), "/put?name=user&value=anna");
    concurrently(20, i -> browser.get(servers.get(i % 2), "/free/put?name=a" + i + "&value=v" + i));
    for (int i = 0; i < 20; i++) {
      assertEquals("v" + i, browser.get(servers.get(1), "/read/get?name=a" + i));
    }
  }

  @Test
  void pageThatChangesItsSessionTakesTwoTrips() {
    Farm.Jetty server = servers.get(0);
    browser.get(server, "/count");
    server.client().calls();
    browser.get(server, "/count");
    assertEquals(List.of("acquire", "save"), server.client().calls());
    browser.get(server, "/read/get?name=count");
    assertEquals(List.of("find"), server.client().calls());
  }

  @Test
  void changeIsRefusedWhenTheRuleOnlyAllowsReading() {
    browser.get(servers.get(0), "/count");
    assertEquals(500, browser.ask(servers.get(0), "/read/put?name=no&value=1").statusCode());
    assertEquals("null", browser.get(servers.get(1), "/get?name=no"));
  }

  @Test
  void sessionKeepsItsAttributesUnderANewIdWhenTheUserLogsIn() {
    browser.get(servers.get(0), "/put?name=cart&value=tea");
    Browser thief = new Browser().withCookieOf(browser);
    browser.get(servers.get(0), "/login?user=anna");
    assertNotEquals(thief.cookie(), browser.cookie());
    assertEquals("tea", browser.get(servers.get(1), "/get?name=cart"));
    assertEquals("anna", browser.get(servers.get(1), "/get?name=user"));
  }

  @Test
  void sessionIsGoneOnAllServersWhenTheUserLogsOut() {
    browser.get(servers.get(0), "/login?user=anna");
    Browser other = new Browser().withCookieOf(browser);
    servers.get(1).destroyed().clear();
    browser.get(servers.get(1), "/logout");
    assertEquals("no session", other.get(servers.get(0), "/get?name=user"));
    assertEquals("no session", browser.get(servers.get(1), "/get?name=user"));
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
  void changesOfAnAsynchronousRequestAreSaved() {
    assertEquals("later", browser.get(servers.get(0), "/async"));
    assertEquals("1", browser.get(servers.get(1), "/get?name=first"));
    assertEquals("2", browser.get(servers.get(1), "/get?name=second"));
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
  void changeInsideAValueIsSavedWhenItWasRead() {
    browser.get(servers.get(0), "/list");
    browser.get(servers.get(0), "/add");
    assertEquals("[a, b]", browser.get(servers.get(1), "/get?name=list"));
  }

  @Test
  void sessionIsNewInItsFirstRequestOnly() {
    assertEquals("true", browser.get(servers.get(0), "/new"));
    assertEquals("false", browser.get(servers.get(0), "/new"));
  }

  private static <T> List<T> concurrently(int times, IntFunction<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        int number = i;
        tasks.add(() -> work.apply(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(tasks)) {
        results.add(each.get());
      }
      assertTrue(results.size() == times);
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
