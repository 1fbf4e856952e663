package dev.holdfast.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.adapter.AppServer;
import dev.holdfast.client.adapter.Browser;
import dev.holdfast.client.adapter.OutageContract;
import dev.holdfast.client.adapter.SteeredClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OutageTest implements OutageContract {
  private final Farm farm = new Farm();
  private final Browser browser = new Browser();
  private Farm.Jetty server;

  @Override
  @BeforeEach
  public void visit() throws Exception {
    server = farm.start("a1", sessions -> {});
    OutageContract.super.visit();
  }

  @AfterEach
  void stop() throws Exception {
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
  void optimisticPageIsToldToComeBackWhenTheServiceIsDown() {
    assertComesBack("/free/count");
  }

  @Test
  void newVisitorOfAnAsynchronousPageIsToldToComeBackWhenTheServiceIsDown() {
    server.client().cut();
    OutageContract.assertUnavailable(new Browser().ask(server, "/async-new"));
  }

  @Test
  void sessionLivesOnWhenItsServerDies() throws Exception {
    Farm.Jetty other = farm.start("b2", sessions -> sessions.setSticky(true));
    server.server().stop();
    assertEquals("anna", browser.get(other, "/get?name=user"));
    assertTrue(String.valueOf(browser.cookie()).endsWith(".b2"));
  }
}
