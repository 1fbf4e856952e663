package dev.holdfast.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.adapter.Browser;
import dev.holdfast.client.session.ClashPolicy;
import dev.holdfast.client.session.SessionHooks;
import dev.holdfast.client.session.SessionObserver;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConcurrentChangeTest {
  private final Farm farm = new Farm();
  private final Browser browser = new Browser();

  @AfterEach
  void stop() throws Exception {
    farm.close();
  }

  @Test
  void lastSaveWinsWhenTwoRequestsChangeTheSame() throws Exception {
    Farm.Jetty server = farm.start("a1", sessions -> {});
    assertEquals(200, clash(server).statusCode());
    assertEquals("mine", browser.get(server, "/get?name=both"));
    assertEquals("1", browser.get(server, "/get?name=more"));
  }

  @Test
  void requestIsToldOfTheConflictWhenThePolicyRefusesIt() throws Exception {
    SessionHooks strict = new SessionHooks(ClashPolicy.REFUSE, SessionObserver.logging());
    Farm.Jetty server = farm.start("a1", sessions -> sessions.setHooks(strict));
    HttpResponse<String> response = clash(server);
    assertEquals(409, response.statusCode());
    assertTrue(response.headers().allValues("set-cookie").isEmpty());
    assertEquals("theirs", browser.get(server, "/get?name=both"));
  }

  @Test
  void activationListenersAreCalledWhenThatIsSet() throws Exception {
    Listener.TOLD.clear();
    Consumer<HoldfastSessions> allowing =
        sessions -> sessions.setAllowedClasses("dev.holdfast.jetty.*");
    Farm.Jetty quiet = farm.start("a1", allowing);
    browser.get(quiet, "/listen");
    Farm.Jetty telling =
        farm.start("b2", allowing.andThen(sessions -> sessions.setPassivating(true)));
    assertEquals(0, Listener.TOLD.size());
    browser.get(telling, "/count");
    assertEquals("activate", Listener.TOLD.get(0));
    assertTrue(Listener.TOLD.contains("passivate"));
  }

  private HttpResponse<String> clash(Farm.Jetty server) throws Exception {
    browser.get(server, "/put?name=both&value=0");
    server.client().calls();
    CompletableFuture<HttpResponse<String>> held =
        CompletableFuture.supplyAsync(() -> browser.ask(server, "/free/held"));
    Await.until(() -> server.shop().isHolding());
    browser.get(server, "/free/put?name=more&value=1");
    browser.get(server, "/free/put?name=both&value=theirs");
    server.shop().open();
    return held.get(10, TimeUnit.SECONDS);
  }
}
