package dev.holdfast.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.adapter.Browser;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SessionTimeoutTest {
  private final Farm farm = new Farm();
  private final Browser browser = new Browser();

  @AfterEach
  void stop() throws Exception {
    farm.close();
  }

  @Test
  void sessionEndsWithItsOwnTimeoutAndNotBeforeIt() throws Exception {
    Farm.Jetty server = farm.start("a1", sessions -> {});
    assertEquals("600", browser.get(server, "/timeout?seconds=600"));
    for (int i = 0; i < 3; i++) {
      farm.clock.pass(Duration.ofMinutes(9));
      browser.get(server, "/put?name=user&value=anna");
    }
    farm.clock.pass(Duration.ofMinutes(12));
    assertEquals("no session", browser.get(server, "/get?name=user"));
    farm.clock.pass(Duration.ofMinutes(-12));
    assertEquals("no session", browser.get(server, "/get?name=user"));
  }

  @Test
  void namespaceDecidesWhenTheSessionHasNoTimeoutOfItsOwn() throws Exception {
    Farm.Jetty server = farm.start("a1", sessions -> {});
    browser.get(server, "/put?name=user&value=anna");
    farm.clock.pass(Duration.ofMinutes(29));
    assertEquals("anna", browser.get(server, "/get?name=user"));
    farm.clock.pass(Duration.ofMinutes(31));
    assertEquals("no session", browser.get(server, "/get?name=user"));
  }
}
