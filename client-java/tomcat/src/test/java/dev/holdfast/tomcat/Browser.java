package dev.holdfast.tomcat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A visitor with one cookie, who goes where the test says. */
final class Browser {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private @Nullable String cookie;

  Browser() {}

  Browser(@Nullable String cookie) {
    this.cookie = cookie;
  }

  /** Returns the value of the session cookie; null for none. */
  @Nullable String cookie() {
    return cookie;
  }

  HttpResponse<String> get(AppServer server, String page) {
    return send(server, page, HttpRequest.newBuilder().GET());
  }

  String text(AppServer server, String page) {
    HttpResponse<String> response = get(server, page);
    return response.statusCode() == 200 ? response.body() : "status " + response.statusCode();
  }

  /** Sends the login form. */
  HttpResponse<String> login(AppServer server, String user, String password) {
    String form =
        "j_username="
            + URLEncoder.encode(user, StandardCharsets.UTF_8)
            + "&j_password="
            + URLEncoder.encode(password, StandardCharsets.UTF_8);
    return send(
        server,
        "j_security_check",
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> send(AppServer server, String page, HttpRequest.Builder request) {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + AppServer.PATH + "/" + page);
    request.uri(uri).timeout(Duration.ofSeconds(30));
    if (cookie != null) {
      request.header("Cookie", "JSESSIONID=" + cookie);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").stream()
          .filter(each -> each.startsWith("JSESSIONID="))
          .forEach(each -> cookie = each.substring(11, each.indexOf(';')));
      return response;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
