package dev.holdfast.client.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Two servers and one session service. Requests are exclusive, but optimistic below {@code /free}
 * and read-only below {@code /read}.
 */
public interface SharedSessionContract {
  /** Returns one of the servers: 0 or 1. */
  AppServer server(int number);

  /** Returns the visitor of the test. */
  Browser browser();

  @Test
  default void hundredIncrementsEndAtHundredWhenRequestsAreExclusive() throws Exception {
    browser().get(server(0), "/put?name=user&value=anna");
    List<Integer> answers =
        concurrently(100, i -> Integer.parseInt(browser().get(server(i % 2), "/count")));
    assertEquals("100", browser().get(server(0), "/get?name=count"));
    assertEquals(100, answers.stream().distinct().count());
  }

  @Test
  default void attributesOfConcurrentRequestsAreAllKeptWhenTheyDiffer() throws Exception {
    browser().get(server(0), "/put?name=user&value=anna");
    concurrently(20, i -> browser().get(server(i % 2), "/free/put?name=a" + i + "&value=v" + i));
    for (int i = 0; i < 20; i++) {
      assertEquals("v" + i, browser().get(server(1), "/read/get?name=a" + i));
    }
  }

  @Test
  default void pageThatChangesItsSessionTakesTwoTrips() {
    browser().get(server(0), "/count");
    server(0).client().calls();
    browser().get(server(0), "/count");
    assertEquals(List.of("acquire have", "save release"), server(0).client().calls());
    browser().get(server(0), "/read/get?name=count");
    assertEquals(List.of("find have"), server(0).client().calls());
  }

  @Test
  default void changeIsRefusedWhenTheRuleOnlyAllowsReading() {
    browser().get(server(0), "/count");
    assertEquals(500, browser().ask(server(0), "/read/put?name=no&value=1").statusCode());
    assertEquals("null", browser().get(server(1), "/get?name=no"));
  }

  @Test
  default void sessionKeepsItsAttributesUnderANewIdWhenTheUserLogsIn() {
    browser().get(server(0), "/put?name=cart&value=tea");
    Browser thief = new Browser().withCookieOf(browser());
    browser().get(server(0), "/login?user=anna");
    assertNotEquals(thief.cookie(), browser().cookie());
    assertEquals("tea", browser().get(server(1), "/get?name=cart"));
    assertEquals("anna", browser().get(server(1), "/get?name=user"));
  }

  @Test
  default void sessionIsGoneOnAllServersWhenTheUserLogsOut() {
    browser().get(server(0), "/login?user=anna");
    Browser other = new Browser().withCookieOf(browser());
    browser().get(server(1), "/logout");
    assertEquals("no session", other.get(server(0), "/get?name=user"));
    assertEquals("no session", browser().get(server(1), "/get?name=user"));
  }

  @Test
  default void changesOfAnAsynchronousRequestAreSaved() {
    assertEquals("later", browser().get(server(0), "/async"));
    assertEquals("1", browser().get(server(1), "/get?name=first"));
    assertEquals("2", browser().get(server(1), "/get?name=second"));
  }

  @Test
  default void changeInsideAValueIsSavedWhenItWasRead() {
    browser().get(server(0), "/list");
    browser().get(server(0), "/add");
    assertEquals("[a, b]", browser().get(server(1), "/get?name=list"));
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
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
