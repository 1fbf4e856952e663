package dev.holdfast.springsession;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.adapter.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SessionEventTest {
  private final Farm farm = new Farm();
  private final Farm.Server server = farm.start();
  private final Browser browser = new Browser();

  @AfterEach
  void stop() {
    farm.close();
  }

  @Test
  void creationAndDeletionAreToldOnceWithTheAttributes() {
    browser.get(server, "/put?name=user&value=anna");
    browser.get(server, "/count");
    browser.get(server, "/login?user=anna");
    browser.get(server, "/logout");
    assertEquals(
        List.of("SessionCreatedEvent anna", "SessionDeletedEvent anna"), server.shop().events);
  }

  @Test
  void endOnAnotherServerIsToldAsADeletion() {
    Farm.Server other = farm.start();
    browser.get(server, "/count");
    Browser copy = new Browser().withCookieOf(browser);
    browser.get(other, "/logout");
    copy.get(server, "/get?name=count");
    copy.get(server, "/get?name=count");
    assertEquals(List.of("SessionCreatedEvent", "SessionDeletedEvent"), server.shop().events);
    assertEquals(List.of("SessionDeletedEvent"), other.shop().events);
  }

  @Test
  void nothingIsToldOfAnIdThatNobodyKnew() {
    Browser forger = new Browser();
    forger.get(server, "/count");
    server.shop().events.clear();
    new Browser().get(server, "/get?name=user");
    server.repository().deleteById("0123456789abcdef");
    assertEquals(List.of(), server.shop().events);
  }
}
