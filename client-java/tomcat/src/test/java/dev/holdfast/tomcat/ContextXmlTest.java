package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manager as an application configures it, in front of a service that answers 503. */
final class ContextXmlTest {
  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
        <servlet>
          <servlet-name>shop</servlet-name>
          <servlet-class>dev.holdfast.tomcat.ShopServlet</servlet-class>
          <async-supported>true</async-supported>
        </servlet>
        <servlet-mapping>
          <servlet-name>shop</servlet-name>
          <url-pattern>/*</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  @TempDir private Path folder;

  private final Tomcat tomcat = new Tomcat();
  private final HttpServer service = service();

  private static HttpServer service() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          call -> {
            call.sendResponseHeaders(503, -1);
            call.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    service.stop(0);
  }

  private Context start(String attributes) throws Exception {
    Path application = folder.resolve("shop");
    Files.createDirectories(application.resolve("WEB-INF"));
    Files.createDirectories(application.resolve("META-INF"));
    Files.writeString(application.resolve("WEB-INF/web.xml"), WEB_XML);
    Path contextXml = application.resolve("META-INF/context.xml");
    Files.writeString(
        contextXml,
        """
        <Context>
          <Manager className="dev.holdfast.tomcat.HoldfastSessions"
                   endpoints="http://127.0.0.1:%d?namespace=shop&amp;timeout=300ms" %s/>
        </Context>
        """
            .formatted(service.getAddress().getPort(), attributes));
    tomcat.setBaseDir(folder.resolve("base").toString());
    tomcat.setPort(0);
    tomcat.getEngine().setJvmRoute("a");
    Context context = tomcat.addWebapp("/shop", application.toString());
    context.setConfigFile(contextXml.toUri().toURL());
    context.setParentClassLoader(ContextXmlTest.class.getClassLoader());
    tomcat.getConnector();
    tomcat.start();
    return context;
  }

  private int status(String page) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/shop/");
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve(page)).header("Cookie", "JSESSIONID=0a.b").build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void everyAttributeIsRead() throws Exception {
    Context context =
        start(
            """
            rules="exclusive; /poll/* read-only no-slide" sticky="true" onLockTimeout="optimistic"
            clashes="refuse" rotateGrace="10s" nearCopyBytes="1048576"
            allowedClasses="com.example.**, com.example.Cart" keepEmpty="false"
            """);
    HoldfastSessions sessions = (HoldfastSessions) context.getManager();
    var settings = sessions.sessions().settings();
    assertEquals(
        "SessionSettings[rules=RequestRules[byDefault=RequestPolicy[mode=EXCLUSIVE, slides=true], "
            + "rules=[Rule[pattern=UriPattern[text=/poll/*], policy=RequestPolicy[mode=READ_ONLY, "
            + "slides=false]]]], routing=Routing[route=a, sticky=true], "
            + "locking=Locking[terms=LockTerms[patience=PT6S, lease=PT5S], onTimeout=OPTIMISTIC], "
            + "rotateGrace=PT10S, nearCopyBytes=1048576]",
        settings.toString());
    assertEquals(false, sessions.keepsEmpty());
    assertEquals(503, status("count"));
    assertEquals(200, status("plain"));
  }

  @Test
  void applicationWorksAfterAReload() throws Exception {
    Context context = start("");
    for (int i = 0; i < 3; i++) {
      context.reload();
    }
    assertEquals(LifecycleState.STARTED, context.getState());
    assertEquals(503, status("count"));
    assertEquals(200, status("plain"));
    long last =
        Arrays.stream(context.getPipeline().getValves())
            .filter(AuthenticatedValve.class::isInstance)
            .count();
    assertEquals(1, last);
    assertEquals(SessionValve.class, context.getPipeline().getFirst().getClass());
  }

  @Test
  void applicationDoesNotStartWhenAnAttributeIsWrong() throws Exception {
    Context context = start("rotateGrace=\"30\"");
    assertEquals(LifecycleState.STOPPED, context.getState());
  }
}
