package dev.holdfast.client.adapter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A visitor with one cookie, who may come to any server. */
public final class Browser {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Name and value. */
  private volatile @Nullable String cookie;

  /** A visitor without a cookie. */
  public Browser() {}

  /** Asks for a page. */
  public HttpResponse<String> ask(AppServer server, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
    String sent = cookie;
    if (sent != null) {
      request.header("Cookie", sent);
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

  /** Returns the text of a page that is answered 200. */
  public String get(AppServer server, String path) {
    HttpResponse<String> response = ask(server, path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /** Returns the value of the cookie; null for none. */
  public @Nullable String cookie() {
    String kept = cookie;
    return kept == null ? null : kept.substring(kept.indexOf('=') + 1);
  }

  /** Returns this visitor with the cookie of another one. */
  public Browser withCookieOf(Browser other) {
    cookie = other.cookie;
    return this;
  }

  private void keep(String header) {
    String pair = header.split(";", 2)[0];
    boolean empty = pair.indexOf('=') == pair.length() - 1;
    cookie = empty ? null : pair;
  }
}
