package dev.holdfast.springsession;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.adapter.AppServer;
import dev.holdfast.client.adapter.Browser;
import dev.holdfast.client.adapter.OutageContract;
import dev.holdfast.client.adapter.SteeredClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutageTest implements OutageContract {
  private final Farm farm = new Farm();
  private final Farm.Server server = farm.start();
  private final Browser browser = new Browser();

  @AfterEach
  void stop() {
    farm.close();
  }

  @Override
  public AppServer server() {
    return server;
  }

  @Override
  public Browser browser() {
    return browser;
  }

  @Override
  public SteeredClock clock() {
    return farm.clock;
  }

  @Test
  void pageThatIgnoresTheOutageIsToldToComeBack() {
    assertComesBack("/stubborn");
  }

  @Test
  void outageIsAskedForOnceInARequest() {
    server.client().calls();
    server.client().cut();
    browser.ask(server, "/stubborn");
    assertEquals(List.of("acquire have"), server.client().calls());
  }

  @Test
  void noSessionIsMadeUpWhenTheServiceIsDown() {
    server.client().cut();
    browser.ask(server, "/stubborn");
    server.client().mend();
    farm.clock.pass(Duration.ofSeconds(6));
    assertEquals("anna", browser.get(server, "/get?name=user"));
    assertEquals(List.of("SessionCreatedEvent anna"), server.shop().events);
  }
}
