package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoundTripsTest {
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger pages = new AtomicInteger();

  RoundTripsTest() throws IOException {
    server.start();
  }

  @BeforeEach
  void serve() {
    answer("/metrics", () -> "holdfast_requests_seconds_count{} " + requests.get());
    answer("/ours", () -> page(2, pages.incrementAndGet()));
    answer("/ours/new-id", () -> page(4, pages.incrementAndGet()));
    answer("/ours/stores-nothing", () -> page(0, 0));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void countDividesTheRequestsByThePagesOfTheirKind()
      throws MeasurementException, InterruptedException {
    answer("/ours/read-only", () -> page(1, pages.get()));

    assertEquals(
        Map.of("page", 2.0, "new_id", 4.0, "read_only", 1.0, "stores_nothing", 0.0),
        roundTrips().count());
  }

  @Test
  void countThrowsWhenAPageHasLostItsSession() {
    answer("/ours/read-only", () -> page(1, 0));

    assertThrows(MeasurementException.class, () -> roundTrips().count());
  }

  private RoundTrips roundTrips() {
    int port = server.getAddress().getPort();
    return new RoundTrips(URI.create("http://127.0.0.1:" + port + "/"), port, 3);
  }

  private String page(int roundTrips, int count) {
    requests.addAndGet(roundTrips);
    return "page " + count;
  }

  private void answer(String path, Supplier<String> body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
