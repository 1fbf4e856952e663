package dev.holdfast.springsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.adapter.Browser;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConflictTest {
  private static final String RULES = "holdfast.session.rules=optimistic";

  private final Farm farm = new Farm();
  private final Browser browser = new Browser();

  @AfterEach
  void stop() {
    farm.close();
  }

  @Test
  void lastSaveWinsWhenTwoRequestsChangeTheSame() throws Exception {
    Farm.Server server = farm.start(RULES);
    assertEquals(200, clash(server).statusCode());
    assertEquals("mine", browser.get(server, "/get?name=both"));
    assertEquals("1", browser.get(server, "/get?name=more"));
  }

  @Test
  void requestIsToldOfTheConflictWhenThePolicyRefusesIt() throws Exception {
    Farm.Server server = farm.start(RULES, "test.strict=true");
    HttpResponse<String> response = clash(server);
    assertEquals(409, response.statusCode());
    assertTrue(response.headers().allValues("set-cookie").isEmpty());
    assertEquals("theirs", browser.get(server, "/get?name=both"));
  }

  private HttpResponse<String> clash(Farm.Server server) throws Exception {
    browser.get(server, "/put?name=both&value=0");
    CompletableFuture<HttpResponse<String>> held =
        CompletableFuture.supplyAsync(() -> browser.ask(server, "/free/held"));
    assertTrue(server.shop().holding.await(10, TimeUnit.SECONDS));
    browser.get(server, "/put?name=more&value=1");
    browser.get(server, "/put?name=both&value=theirs");
    server.shop().gate.countDown();
    return held.get(10, TimeUnit.SECONDS);
  }
}
