package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.testing.InMemorySessionClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SessionAcrossServersTest {
  private final InMemorySessionClient service = new InMemorySessionClient();
  private final AppServer a = AppServer.start(service);
  private final AppServer b = AppServer.start(service);
  private final Browser browser = new Browser();

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  @Test
  void testsRunOnTheTomcatTheyAreMeantFor() {
    String expected = System.getProperty("holdfast.tomcat", "");
    assertTrue(ServerInfo.getServerNumber().startsWith(expected), ServerInfo.getServerNumber());
  }

  @Test
  void sessionGoesOnAtAnotherServer() {
    assertEquals("1", browser.text(a, "count"));
    String cookie = browser.cookie();
    assertEquals("2", browser.text(b, "count"));
    assertEquals("3", browser.text(a, "count"));
    assertEquals(cookie, browser.cookie());
  }

  @Test
  void hundredCountsEndAtHundredWhenTheyAreMadeAtOnce() throws Exception {
    browser.text(a, "open");
    ExecutorService visitors = Executors.newFixedThreadPool(20);
    List<Future<String>> counts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      AppServer server = i % 2 == 0 ? a : b;
      counts.add(visitors.submit(() -> new Browser(browser.cookie()).text(server, "count")));
    }
    List<Integer> seen = new ArrayList<>();
    for (Future<String> count : counts) {
      seen.add(Integer.valueOf(count.get()));
    }
    visitors.shutdown();
    assertEquals(100, seen.stream().distinct().count());
    assertEquals("100", browser.text(a, "read"));
    assertEquals("100", browser.text(b, "read"));
  }

  @Test
  void valueThatChangesInPlaceIsSaved() {
    assertEquals("book", browser.text(a, "basket?name=book"));
    assertEquals("book,pen", browser.text(b, "basket?name=pen"));
    assertEquals("book,pen", browser.text(a, "basket"));
  }

  @Test
  void pageThatFailsSavesWhatItDid() {
    assertEquals("1", browser.text(a, "count"));
    assertEquals("status 500", browser.text(a, "fails"));
    assertEquals("2", browser.text(b, "read"));
  }

  @Test
  void sessionThatStoresNothingIsThere() {
    assertEquals("open true", browser.text(a, "open"));
    assertEquals("open false", browser.text(b, "open"));
  }

  @Test
  void endedSessionIsGoneEverywhere() {
    browser.text(a, "count");
    String ended = browser.cookie();
    assertEquals("ended true", browser.text(b, "end"));
    assertEquals("no session", browser.text(a, "read"));
    assertEquals("1", browser.text(a, "count"));
    assertNotEquals(ended, browser.cookie());
  }

  @Test
  void oldIdReachesTheSessionForAWhileWhenItWasChanged() {
    browser.text(a, "count");
    Browser late = new Browser(browser.cookie());
    String changed = browser.text(a, "rotate");
    assertEquals(changed, browser.cookie());
    assertNotEquals(late.cookie(), changed);
    assertEquals("2", browser.text(b, "read"));
    assertEquals("2", late.text(b, "read"));
  }

  @Test
  void pageCostsTwoTripsAndNoneWithoutASession() {
    browser.text(a, "count");
    a.gate().trips();
    browser.text(a, "count");
    assertEquals(List.of("acquire", "save"), a.gate().trips());
    browser.text(a, "plain");
    assertEquals(List.of(), a.gate().trips());
    browser.text(a, "read");
    assertEquals(List.of("acquire", "release"), a.gate().trips());
  }

  @Test
  void asynchronousPageSavesBeforeItsAnswer() {
    browser.text(a, "count");
    assertEquals("2", browser.text(a, "async"));
    assertEquals("2", browser.text(b, "read"));
    assertEquals("4", browser.text(a, "dispatch"));
    assertEquals("4", browser.text(b, "read"));
    a.gate().trips();
    browser.text(a, "async");
    assertEquals(List.of("acquire", "save"), a.gate().trips());
  }

  @Test
  void stoppedServerEndsNoSession() {
    browser.text(a, "count");
    a.close();
    assertEquals("2", browser.text(b, "count"));
    try (AppServer again = AppServer.start(service)) {
      assertEquals("3", browser.text(again, "count"));
    }
  }
}
