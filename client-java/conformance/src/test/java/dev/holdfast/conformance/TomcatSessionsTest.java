package dev.holdfast.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.tomcat.HoldfastSessions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two Tomcats over REST, and a service that stops. */
final class TomcatSessionsTest {
  @TempDir private Path folder;

  private final ConformanceService service = Clients.service();
  private final List<Tomcat> servers = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  /** Counts in the session, but for the page {@code /plain}. */
  private static final class Counter extends HttpServlet {
    @Serial private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getRequestURI().endsWith("/plain")) {
        response.getWriter().print("plain");
        return;
      }
      HttpSession session = request.getSession();
      int n = session.getAttribute("n") instanceof Integer before ? before + 1 : 1;
      session.setAttribute("n", n);
      response.getWriter().print(n);
    }
  }

  private int start(String name, String options) throws LifecycleException {
    Tomcat tomcat = new Tomcat();
    servers.add(tomcat);
    tomcat.setBaseDir(folder.resolve(name).toString());
    tomcat.setPort(0);
    tomcat.getEngine().setName(name);
    Context context = tomcat.addContext("/shop", folder.toString());
    HoldfastSessions sessions = new HoldfastSessions();
    sessions.setEndpoints(options.startsWith("http") ? options : service.restUri() + options);
    context.setManager(sessions);
    Tomcat.addServlet(context, "counter", new Counter());
    context.addServletMappingDecoded("/", "counter");
    tomcat.getConnector();
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  private HttpResponse<String> get(int port, String page, @Nullable String cookie)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/shop/" + page));
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String cookie(HttpResponse<String> response) {
    String header = response.headers().firstValue("Set-Cookie").orElseThrow();
    return Objects.requireNonNull(header).substring(0, header.indexOf(';'));
  }

  @AfterEach
  void stop() throws LifecycleException {
    service.close();
    for (Tomcat server : servers) {
      server.stop();
      server.destroy();
    }
  }

  @Test
  void hundredCountsAtTwoServersEndAtHundred() throws Exception {
    int a = start("a", "?timeout=30s&wait=30s&lease=30s");
    int b = start("b", "?timeout=30s&wait=30s&lease=30s");
    String cookie = cookie(get(a, "count", null));
    List<Callable<HttpResponse<String>>> visits = new ArrayList<>();
    for (int i = 0; i < 99; i++) {
      int port = i % 2 == 0 ? a : b;
      visits.add(() -> get(port, "count", cookie));
    }
    List<Integer> counts = new ArrayList<>();
    try (var visitors = Executors.newFixedThreadPool(10)) {
      for (Future<HttpResponse<String>> visit : visitors.invokeAll(visits)) {
        counts.add(Integer.valueOf(visit.get().body()));
      }
    }
    assertEquals(99, counts.stream().distinct().count());
    assertEquals("101", get(a, "count", cookie).body());
  }

  @Test
  void sessionOverGrpcIsThatOverRest() throws Exception {
    int overRest = start("a", "?timeout=30s");
    int overGrpc =
        start("b", "http://127.0.0.1:" + service.grpcPort() + "?timeout=30s&transport=grpc");
    String cookie = cookie(get(overRest, "count", null));
    assertEquals("2", get(overGrpc, "count", cookie).body());
    assertEquals("3", get(overRest, "count", cookie).body());
  }

  @Test
  void pageWithASessionIsUnavailableWhenTheServiceIsStopped() throws Exception {
    int port = start("a", "?timeout=300ms");
    String cookie = cookie(get(port, "count", null));
    service.close();
    HttpResponse<String> refused = get(port, "count", cookie);
    assertEquals(503, refused.statusCode());
    assertTrue(refused.headers().firstValue("Retry-After").isPresent());
    assertEquals(List.of(), refused.headers().allValues("Set-Cookie"));
    assertEquals("plain", get(port, "plain", cookie).body());
  }
}
