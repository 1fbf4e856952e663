package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.testing.InMemorySessionClient;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConflictTest {
  private final InMemorySessionClient service = new InMemorySessionClient();
  private final AppServer a = start();
  private final AppServer b = start();
  private final Browser browser = new Browser();

  private AppServer start() {
    return AppServer.start(
        service,
        new AppServer.Setup()
            .sessions(
                sessions -> {
                  sessions.setClashes("refuse");
                  sessions.setRules("optimistic; /poll/* read-only");
                }));
  }

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  /** Has one page hold its change while another one is made, and returns its answer. */
  private String overtaken(String held, String between) throws Exception {
    browser.text(a, "open");
    Holds.Hold hold = Holds.at("held");
    CompletableFuture<String> page =
        CompletableFuture.supplyAsync(() -> new Browser(browser.cookie()).text(a, held));
    hold.awaitPage();
    assertEquals("set", browser.text(b, between));
    hold.go().countDown();
    return page.get();
  }

  @Test
  void attributesAreAllKeptWhenEachRequestChangesItsOwn() throws Exception {
    assertEquals("set", overtaken("set?name=held&value=1", "set?name=other&value=2"));
    assertEquals("1", browser.text(b, "get?name=held"));
    assertEquals("2", browser.text(a, "get?name=other"));
  }

  @Test
  void clashIsToldAndTheFirstValueStays() throws Exception {
    assertEquals("status 409", overtaken("set?name=held&value=1", "set?name=held&value=2"));
    assertEquals("2", browser.text(a, "get?name=held"));
  }

  @Test
  void pageThatMayOnlyReadCannotWrite() {
    browser.text(a, "count");
    assertEquals("1", browser.text(a, "poll/read"));
    assertEquals("status 500", browser.text(a, "poll/count"));
    assertEquals("1", browser.text(a, "read"));
  }
}
