package dev.holdfast.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.adapter.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StickySessionTest {
  private final Farm farm = new Farm();
  private final Browser browser = new Browser();

  @AfterEach
  void stop() throws Exception {
    farm.close();
  }

  @Test
  void ownCopyIsUsedWithoutATripUntilTheRequestCameFromElsewhere() throws Exception {
    Farm.Jetty one = farm.start("a1", sessions -> sessions.setSticky(true));
    Farm.Jetty other = farm.start("b2", sessions -> sessions.setSticky(true));
    browser.get(one, "/put?name=user&value=anna");
    one.client().calls();
    assertEquals("anna", browser.get(one, "/read/get?name=user"));
    assertEquals(List.of(), one.client().calls());
    browser.get(other, "/put?name=user&value=eve");
    other.client().calls();
    assertEquals("eve", browser.get(one, "/read/get?name=user"));
    assertEquals(List.of("find have"), one.client().calls());
  }
}
