package dev.holdfast.jetty;

import dev.holdfast.client.adapter.AppServer;
import dev.holdfast.client.adapter.SteeredClock;
import dev.holdfast.client.testing.InMemorySessionClient;
import dev.holdfast.client.testing.NamespacePolicy;
import dev.holdfast.client.testing.SteeredSessionClient;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.session.DefaultSessionIdManager;

/** One session service in memory and real servers in front of it. */
final class Farm implements AutoCloseable {
  final SteeredClock clock = new SteeredClock();
  private final InMemorySessionClient service =
      new InMemorySessionClient(NamespacePolicy.DEFAULT, clock);
  private final List<Jetty> servers = new ArrayList<>();

  /** One server with two contexts: the root and {@code /admin}. */
  record Jetty(Server server, SteeredSessionClient client, ShopServlet shop, List<String> destroyed)
      implements AppServer {
    @Override
    public String address() {
      return "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }
  }

  Jetty start(String worker, Consumer<HoldfastSessions> settings) throws Exception {
    return start(
        worker,
        settings,
        jetty -> new ContextHandlerCollection(context("/", jetty), context("/admin", jetty)));
  }

  Jetty startWith(String worker, Function<Jetty, Handler> application) throws Exception {
    return start(worker, sessions -> {}, application);
  }

  private Jetty start(
      String worker, Consumer<HoldfastSessions> settings, Function<Jetty, Handler> application)
      throws Exception {
    SteeredSessionClient client = new SteeredSessionClient(service);
    Server server = new Server(0);
    DefaultSessionIdManager ids = new DefaultSessionIdManager(server);
    ids.setWorkerName(worker);
    server.addBean(ids, true);
    Jetty jetty = new Jetty(server, client, new ShopServlet(client), new CopyOnWriteArrayList<>());
    server.setHandler(application.apply(jetty));
    HoldfastSessions sessions = new HoldfastSessions();
    sessions.setClient(client);
    sessions.setClock(clock);
    sessions.setRoute(worker);
    sessions.setRules("exclusive; /free/* optimistic; /read/* read-only");
    settings.accept(sessions);
    sessions.install(server);
    servers.add(jetty);
    server.start();
    return jetty;
  }

  private static ServletContextHandler context(String path, Jetty jetty) {
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setContextPath(path);
    context.getSessionHandler().setSessionPath("/");
    context.addServlet(new ServletHolder(jetty.shop()), "/*");
    context.addEventListener(
        new HttpSessionListener() {
          @Override
          public void sessionDestroyed(HttpSessionEvent event) {
            jetty.destroyed().add(path + " " + event.getSession().getAttribute("user"));
          }
        });
    return context;
  }

  @Override
  public void close() throws Exception {
    for (Jetty each : servers) {
      each.server().stop();
    }
  }
}
