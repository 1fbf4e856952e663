package dev.holdfast.client.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint that answers as it is told. */
final class FakeService implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile Reply reply = FakeService::live;

  interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns method, path and operation id of each request. */
  List<String> seen() {
    return seen;
  }

  FakeService with(Reply other) {
    reply = other;
    return this;
  }

  /** Says that there is a session with the payload {@code one}. */
  static void live(HttpExchange exchange) throws IOException {
    state(exchange);
    boolean read = exchange.getRequestMethod().equals("GET");
    send(exchange, read ? 200 : 204, read ? "one" : "");
  }

  static Reply status(int status, String body) {
    return exchange -> send(exchange, status, body);
  }

  static Reply problem(int status, String reason, String outcome, boolean retryable) {
    String body =
        "{\"type\": \"about:blank\", \"status\": %d, \"detail\": \"a \\\"detail\\\" \\u00e4\","
            + " \"reason\": \"%s\", \"outcome\": \"%s\", \"retryable\": %s, \"more\": [1, {}]}";
    return status(status, body.formatted(status, reason, outcome, retryable));
  }

  /** Takes the request and never answers. */
  Reply hang() {
    return exchange -> {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Sends the head of an answer and never its body. */
  Reply stall() {
    return exchange -> {
      state(exchange);
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('o');
      exchange.getResponseBody().flush();
      hang().to(exchange);
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    mark(exchange);
    String operation = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    seen.add(exchange.getRequestMethod() + (operation == null ? "" : " " + operation));
    reply.to(exchange);
    exchange.close();
  }

  /** Repeats the mark of the request. */
  static void mark(HttpExchange exchange) {
    String mark = exchange.getRequestHeaders().getFirst("Session-Request");
    exchange.getResponseHeaders().set("Session-Request", mark);
  }

  private static void state(HttpExchange exchange) {
    var headers = exchange.getResponseHeaders();
    headers.set("ETag", "\"17\"");
    headers.set("Session-Created", "2026-01-01T00:00:00.000Z");
    headers.set("Session-Expires", "2026-01-01T00:30:00.000Z");
    headers.set("Session-Lifetime-Expires", "2026-01-01T12:00:00.000Z");
    headers.set("Session-Durability", "two-copies");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
