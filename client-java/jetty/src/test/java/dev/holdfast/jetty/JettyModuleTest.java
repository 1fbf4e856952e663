package dev.holdfast.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.adapter.Browser;
import dev.holdfast.client.testing.InMemorySessionClient;
import dev.holdfast.client.testing.SteeredSessionClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.xml.XmlConfiguration;
import org.junit.jupiter.api.Test;

/** The files of the module, without Jetty's start.jar. */
final class JettyModuleTest {
  private static final String XML = "/etc/holdfast-session.xml";
  private static final String MODULE = "/modules/holdfast-session.mod";
  private static final Pattern SETTING = Pattern.compile("holdfast\\.[a-z]+(-[a-z]+)*");

  @Test
  void xmlPutsTheSessionsOfAllContextsIntoTheService() throws Exception {
    Server server = new Server(0);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    SteeredSessionClient unused = new SteeredSessionClient(new InMemorySessionClient());
    ShopServlet shop = new ShopServlet(unused);
    context.addServlet(new ServletHolder(shop), "/*");
    server.setHandler(context);
    configure(server, Map.of("holdfast.service", "http://127.0.0.1:1?timeout=100ms"));
    server.start();
    try {
      Farm.Jetty jetty = new Farm.Jetty(server, unused, shop, List.of());
      assertEquals(503, new Browser().ask(jetty, "/count").statusCode());
    } finally {
      server.stop();
    }
  }

  @Test
  void serverDoesNotStartWithoutAService() throws Exception {
    Server server = new Server(0);
    configure(server, Map.of());
    Exception failure = assertThrows(Exception.class, server::start);
    assertTrue(String.valueOf(failure.getMessage()).startsWith("service: none (expected: such as"));
  }

  @Test
  void serverDoesNotStartWithAWrongSetting() throws Exception {
    Server server = new Server(0);
    configure(
        server,
        Map.of("holdfast.service", "http://127.0.0.1:1", "holdfast.on-lock-timeout", "wait"));
    Exception failure = assertThrows(Exception.class, server::start);
    assertEquals(
        "on lock timeout: wait (expected: fail, optimistic or read-only)", failure.getMessage());
  }

  @Test
  void serverDoesNotStartWithATransportThatIsNotThere() throws Exception {
    Server server = new Server(0);
    configure(server, Map.of("holdfast.service", "http://127.0.0.1:1?transport=grpc"));
    Exception failure = assertThrows(Exception.class, server::start);
    assertTrue(String.valueOf(failure.getMessage()).startsWith("transport: grpc (expected: "));
  }

  @Test
  void moduleNamesEachSettingOfTheXml() throws Exception {
    assertEquals(settings(XML), settings(MODULE));
    assertEquals(8, settings(XML).size());
  }

  private static void configure(Server server, Map<String, String> properties) throws Exception {
    URL xml = Objects.requireNonNull(JettyModuleTest.class.getResource(XML));
    XmlConfiguration configuration =
        new XmlConfiguration(ResourceFactory.root().newResource(xml.toURI()));
    configuration.getProperties().putAll(properties);
    configuration.configure(server);
  }

  private static Set<String> settings(String file) throws IOException {
    try (InputStream in = JettyModuleTest.class.getResourceAsStream(file)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Set<String> found = new TreeSet<>();
      Matcher matcher = SETTING.matcher(text);
      while (matcher.find()) {
        found.add(matcher.group());
      }
      found.remove("holdfast.jetty");
      return found;
    }
  }
}
