package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PageBrowserTest {
  private static final String PAGE =
      "{\"visits\":7,\"visitor\":\"a\",\"app_server\":\"java-1\",\"replica\":\"unknown\"}";

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final PageBrowser browser = new PageBrowser(server.getAddress().getPort());

  PageBrowserTest() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    browser.close();
    server.stop(0);
  }

  @Test
  void clickReturnsThePageWhenThereIsOne() {
    answer("/", 200, "", PAGE);

    assertEquals(new Answer.Page("a", 7, "java-1", "unknown"), browser.click().answer());
  }

  @Test
  void clickFailsWhenThePageIsAnother() {
    answer("/", 200, "", "welcome");

    assertEquals(new Answer.Failure("status 200 of another page"), browser.click().answer());
  }

  @Test
  void clickIsRefusedOnlyWhenThe503SaysWhenToAskAgain() {
    answer("/", 503, "2", "");
    assertEquals(new Answer.Refusal("status 503, Retry-After 2"), browser.click().answer());

    server.removeContext("/");
    answer("/", 503, "", "");
    assertEquals(new Answer.Failure("status 503"), browser.click().answer());
  }

  @Test
  void readReturnsPlainWhenThePageIsThere() {
    answer("/about", 200, "", "about");

    assertEquals(new Answer.Plain(), browser.read().answer());
  }

  private void answer(String path, int status, String retryAfter, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        call -> {
          if (!retryAfter.isEmpty()) {
            call.getResponseHeaders().set("Retry-After", retryAfter);
          }
          call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          call.getResponseBody().write(bytes);
          call.close();
        });
  }
}
