package dev.holdfast.jetty;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A visitor with a cookie, who may come to any server. */
final class Browser {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private volatile @Nullable String cookie;

  HttpResponse<String> ask(Farm.Jetty server, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
    String sent = cookie;
    if (sent != null) {
      request.header("Cookie", "JSESSIONID=" + sent);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("set-cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String get(Farm.Jetty server, String path) {
    HttpResponse<String> response = ask(server, path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  @Nullable String cookie() {
    return cookie;
  }

  Browser withCookieOf(Browser other) {
    cookie = other.cookie;
    return this;
  }

  private void keep(String header) {
    String pair = header.split(";", 2)[0];
    String value = pair.substring(pair.indexOf('=') + 1);
    cookie = value.isEmpty() ? null : value;
  }
}
