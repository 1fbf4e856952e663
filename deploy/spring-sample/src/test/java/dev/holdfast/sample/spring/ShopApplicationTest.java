package dev.holdfast.sample.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Two servers of the application over a started service. */
final class ShopApplicationTest {
  private final List<AutoCloseable> started = new ArrayList<>();

  private ServletWebServerApplicationContext start(ServiceProcess service) {
    var server =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(ShopApplication.class)
                .run(
                    "--server.port=0",
                    "--logging.level.root=warn",
                    "--holdfast.session.service="
                        + service.address()
                        + "?timeout=30s&wait=30s&lease=30s");
    started.add(server);
    return server;
  }

  private ServiceProcess service(String... options) throws IOException {
    ServiceProcess service = ServiceProcess.start(options);
    started.add(service);
    return service;
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : started.reversed()) {
      each.close();
    }
  }

  @Test
  void hundredVisitsAtTwoServersEndAtHundred() throws Exception {
    ServiceProcess service = service();
    var a = start(service);
    var b = start(service);
    Visitor visitor = new Visitor();
    assertEquals("1", visitor.get(a, "/"));
    List<Callable<String>> visits = new ArrayList<>();
    for (int i = 0; i < 99; i++) {
      var server = i % 2 == 0 ? b : a;
      visits.add(() -> visitor.get(server, "/"));
    }
    List<Integer> counts = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(10)) {
      for (Future<String> visit : threads.invokeAll(visits)) {
        counts.add(Integer.valueOf(visit.get()));
      }
    }
    assertEquals(99, counts.stream().distinct().count());
    assertEquals(100, counts.stream().mapToInt(Integer::intValue).max().orElseThrow());
    assertEquals("101", visitor.get(b, "/"));
  }

  @Test
  void loginAndBasketOfOneServerAreThoseOfTheOther() throws Exception {
    ServiceProcess service = service();
    var a = start(service);
    var b = start(service);
    Visitor visitor = new Visitor();
    assertEquals("nobody", visitor.get(a, "/user"));
    assertEquals("anna", visitor.post(a, "/login?user=anna"));
    assertEquals("anna", visitor.get(b, "/user"));
    assertEquals("book", visitor.post(b, "/basket?item=book"));
    assertEquals("book, lamp", visitor.post(a, "/basket?item=lamp"));
    assertEquals("book, lamp", visitor.get(b, "/basket"));
    assertEquals("", visitor.post(b, "/logout"));
    assertEquals("nobody", visitor.get(a, "/user"));
  }

  @Test
  void sessionsOfAUserAreListedAndEndedOnBothServersWhenThereIsADatabase() throws Exception {
    ServiceProcess service = service("--durable");
    var a = start(service);
    var b = start(service);
    Visitor atHome = new Visitor();
    Visitor atWork = new Visitor();
    Visitor another = new Visitor();
    atHome.post(a, "/login?user=anna");
    atWork.post(b, "/login?user=anna");
    another.post(b, "/login?user=berta");
    assertEquals("2", atHome.get(b, "/sessions"));
    assertEquals("1", atHome.post(b, "/sessions/end"));
    assertEquals("anna", atHome.get(a, "/user"));
    assertEquals("nobody", atWork.get(a, "/user"));
    assertEquals("berta", another.get(a, "/user"));
  }

  @Test
  void sessionsOfAUserAreRefusedWhenThereIsNoDatabase() throws Exception {
    var server = start(service());
    Visitor visitor = new Visitor();
    visitor.post(server, "/login?user=anna");
    String refusal = visitor.get(server, "/sessions");
    assertEquals("501 ", refusal.substring(0, 4));
    assertEquals(
        "(expected: a session service with a database)", refusal.substring(refusal.lastIndexOf('(')));
  }
}
