package dev.holdfast.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.testing.InMemorySessionClient;
import dev.holdfast.client.testing.SteeredSessionClient;
import dev.holdfast.tomcat.HoldfastSessions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers of the sample as its context.xml and web.xml make them, over one service. */
final class SampleServerTest {
  private static final String NOWHERE = "http://127.0.0.1:1?timeout=300ms";

  @TempDir private Path folder;

  private final SteeredSessionClient service =
      new SteeredSessionClient(new InMemorySessionClient());
  private final List<SampleServer> servers = new ArrayList<>();
  private final Visitor visitor = new Visitor();

  private SampleServer prepare(String name) {
    ServerOptions options =
        new ServerOptions(
            name, 0, NOWHERE, name, false, Path.of("src/main/webapp"), folder.resolve(name));
    SampleServer server = new SampleServer(options);
    servers.add(server);
    return server;
  }

  /** A server that reaches the service of the test instead of that of its context.xml. */
  private SampleServer start(String name) throws LifecycleException {
    SampleServer server = prepare(name);
    server
        .context()
        .addLifecycleListener(
            event -> {
              if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
                ((HoldfastSessions) server.context().getManager()).setClient(() -> service);
              }
            });
    server.start();
    return server;
  }

  @AfterEach
  void stop() {
    servers.forEach(SampleServer::close);
  }

  private String id() {
    String cookie = Objects.requireNonNull(visitor.cookie());
    return cookie.substring(0, cookie.indexOf('.'));
  }

  private String json(SampleServer server, String more) throws Exception {
    HttpResponse<String> page = visitor.get(server, "/?format=json" + more);
    assertEquals(200, page.statusCode());
    return page.body();
  }

  private void logIn(SampleServer server) throws Exception {
    assertTrue(visitor.get(server, "/basket").body().contains("j_security_check"));
    String form = "j_username=" + SampleServer.USER + "&j_password=" + SampleServer.PASSWORD;
    assertEquals(303, visitor.post(server, "/j_security_check", form).statusCode());
    assertEquals(200, visitor.get(server, "/basket").statusCode());
  }

  private static void assertRefused(HttpResponse<String> page) {
    assertEquals(503, page.statusCode());
    assertTrue(Integer.parseInt(page.headers().firstValue("Retry-After").orElse("0")) > 0);
    assertEquals(List.of(), page.headers().allValues("Set-Cookie"));
  }

  @Test
  void visitsAreCountedOnWhenTheVisitorComesToTheOtherServer() throws Exception {
    SampleServer one = start("java-1");
    SampleServer two = start("java-2");
    String page =
        "\\{\"visits\":%d,\"visitor\":\"[0-9a-f-]{36}\",\"app_server\":\"%s\",\"replica\":\"unknown\"}\n";

    String first = json(one, "");
    String id = id();
    assertTrue(first.matches(page.formatted(1, "java-1")), first);
    String second = json(two, "");
    assertTrue(second.matches(page.formatted(2, "java-2")), second);
    assertEquals(id, id());
    assertEquals(second.replace("java-2", "java-1"), json(one, "&look"));
  }

  @Test
  void loginChangesTheIdAndKeepsTheSession() throws Exception {
    SampleServer server = start("java-1");
    json(server, "");
    String before = id();

    logIn(server);

    assertNotEquals(before, id());
    assertTrue(json(server, "").startsWith("{\"visits\":2,"));
  }

  @Test
  void wrongPasswordIsToldAndNoLogin() throws Exception {
    SampleServer server = start("java-1");
    visitor.get(server, "/basket");

    HttpResponse<String> page =
        visitor.post(server, "/j_security_check", "j_username=anna&j_password=wrong");

    assertTrue(page.body().contains("role=\"alert\""), page.body());
    assertTrue(visitor.get(server, "/basket").body().contains("j_security_check"));
  }

  @Test
  void basketIsThereWhenTheServerOfTheLoginHasGone() throws Exception {
    SampleServer one = start("java-1");
    SampleServer two = start("java-2");
    logIn(one);
    assertEquals(302, visitor.post(one, "/basket", "thing=a+%3Cpen%3E").statusCode());

    one.close();

    String basket = visitor.get(two, "/basket").body();
    assertTrue(basket.contains("<li>a &lt;pen&gt;</li>"), basket);
    assertTrue(basket.contains("logged in as <b>anna</b>"), basket);
  }

  @Test
  void basketTakesNoThingWithoutAName() throws Exception {
    SampleServer server = start("java-1");
    logIn(server);

    assertEquals(400, visitor.post(server, "/basket", "thing=+").statusCode());
    assertFalse(visitor.get(server, "/basket").body().contains("<li>"));
  }

  @Test
  void logOutEndsTheSessionOnEveryServer() throws Exception {
    SampleServer one = start("java-1");
    SampleServer two = start("java-2");
    logIn(one);
    visitor.post(one, "/basket", "thing=pen");

    assertEquals(302, visitor.post(two, "/logout", "").statusCode());

    assertTrue(visitor.get(one, "/basket").body().contains("j_security_check"));
    logIn(two);
    assertFalse(visitor.get(one, "/basket").body().contains("<li>"));
  }

  @Test
  void onlyPagesWithASessionAreRefusedWhenTheServiceIsOut() throws Exception {
    SampleServer server = start("java-1");
    json(server, "");
    String cookie = visitor.cookie();

    service.cut();

    assertRefused(visitor.get(server, "/?format=json"));
    assertRefused(visitor.get(server, "/basket"));
    assertEquals(200, visitor.get(server, "/about").statusCode());
    assertEquals(cookie, visitor.cookie());
    service.mend();
    assertTrue(json(server, "").startsWith("{\"visits\":2,"));
  }

  @Test
  void serverStartsAndServesWhenTheServiceComesLater() throws Exception {
    service.cut();
    SampleServer server = start("java-1");

    assertEquals(200, visitor.get(server, "/about").statusCode());
    assertRefused(visitor.get(server, "/?format=json"));
    service.mend();
    assertTrue(json(server, "").startsWith("{\"visits\":1,"));
  }

  @Test
  void serviceOfTheContextXmlIsAskedWhenNothingElseIsSaid() throws Exception {
    SampleServer server = prepare("java-1");
    server.start();

    assertRefused(visitor.get(server, "/?format=json"));
    assertEquals(200, visitor.get(server, "/about").statusCode());
  }
}
