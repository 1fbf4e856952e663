package dev.holdfast.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.adapter.Browser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.session.SessionHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions of other environments than the one of the other tests. */
final class EnvironmentTest {
  private final Farm farm = new Farm();
  private final Browser browser = new Browser();

  @AfterEach
  void stop() throws Exception {
    farm.close();
  }

  @Test
  void servletsOfEe10ShareTheirSessions() throws Exception {
    countsOnTwoServers(
        jetty -> {
          ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
          context.addServlet(new ServletHolder(jetty.shop()), "/*");
          return context;
        });
  }

  @Test
  void handlersWithoutServletsShareTheirSessions() throws Exception {
    countsOnTwoServers(
        jetty -> {
          SessionHandler sessions = new SessionHandler();
          sessions.setHandler(new Counter());
          return sessions;
        });
  }

  private void countsOnTwoServers(Function<Farm.Jetty, Handler> application) throws Exception {
    List<Farm.Jetty> servers =
        List.of(farm.startWith("a1", application), farm.startWith("b2", application));
    for (int i = 1; i <= 4; i++) {
      assertEquals(Integer.toString(i), browser.get(servers.get(i % 2), "/count"));
    }
    servers.get(0).client().cut();
    assertEquals(503, browser.ask(servers.get(0), "/count").statusCode());
    assertEquals("5", browser.get(servers.get(1), "/count"));
  }

  private static final class Counter extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Session session = request.getSession(true);
      int next = session.getAttribute("count") instanceof Integer count ? count + 1 : 1;
      session.setAttribute("count", next);
      byte[] text = Integer.toString(next).getBytes(StandardCharsets.UTF_8);
      response.write(true, java.nio.ByteBuffer.wrap(text), callback);
      return true;
    }
  }
}
