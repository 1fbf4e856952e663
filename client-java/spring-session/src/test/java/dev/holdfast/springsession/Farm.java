package dev.holdfast.springsession;

import dev.holdfast.client.SessionClient;
import dev.holdfast.client.adapter.AppServer;
import dev.holdfast.client.adapter.SteeredClock;
import dev.holdfast.client.testing.InMemorySessionClient;
import dev.holdfast.client.testing.NamespacePolicy;
import dev.holdfast.client.testing.SteeredSessionClient;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** One session service in memory and real servers in front of it, each with its own context. */
final class Farm implements AutoCloseable {
  final SteeredClock clock = new SteeredClock();
  private final SessionClient service;
  private final List<Server> servers = new ArrayList<>();

  Farm() {
    service = new UserIndex(new InMemorySessionClient(NamespacePolicy.DEFAULT, clock)).client();
  }

  /** A farm whose service keeps no users. */
  static Farm withoutDatabase() {
    return new Farm(new InMemorySessionClient());
  }

  private Farm(SessionClient service) {
    this.service = service;
  }

  /** One server. */
  record Server(ServletWebServerApplicationContext context, SteeredSessionClient client)
      implements AppServer {
    @Override
    public String address() {
      return "http://127.0.0.1:" + context.getWebServer().getPort();
    }

    Shop shop() {
      return context.getBean(Shop.class);
    }

    HoldfastSessionRepository repository() {
      return context.getBean(HoldfastSessionRepository.class);
    }
  }

  Server start(String... properties) {
    SteeredSessionClient client = new SteeredSessionClient(service);
    List<String> all = new ArrayList<>(List.of(properties));
    all.add("server.port=0");
    all.add("spring.main.banner-mode=off");
    all.add("logging.level.root=warn");
    var context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Shop.class)
                .properties(all.toArray(String[]::new))
                .initializers(
                    starting ->
                        ((GenericApplicationContext) starting)
                            .registerBean(SteeredSessionClient.class, () -> client))
                .run();
    Server server = new Server(context, client);
    servers.add(server);
    return server;
  }

  @Override
  public void close() {
    servers.forEach(server -> server.context().close());
  }
}
