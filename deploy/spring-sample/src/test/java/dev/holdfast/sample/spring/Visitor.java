package dev.holdfast.sample.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A browser with one cookie, who may come to any server. */
final class Visitor {
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile @Nullable String cookie;

  String get(ServletWebServerApplicationContext server, String page) {
    return page(server, "GET", page);
  }

  String post(ServletWebServerApplicationContext server, String page) {
    return page(server, "POST", page);
  }

  private String page(ServletWebServerApplicationContext server, String method, String page) {
    HttpResponse<String> answer = ask(server, method, page);
    return answer.statusCode() == 200 ? answer.body() : answer.statusCode() + " " + answer.body();
  }

  private HttpResponse<String> ask(
      ServletWebServerApplicationContext server, String method, String page) {
    URI uri = URI.create("http://127.0.0.1:" + server.getWebServer().getPort() + page);
    var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
    String sent = cookie;
    if (sent != null) {
      request.header("Cookie", sent);
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      answer
          .headers()
          .firstValue("Set-Cookie")
          .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
