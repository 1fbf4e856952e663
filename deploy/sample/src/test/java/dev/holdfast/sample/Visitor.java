package dev.holdfast.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A visitor with one cookie, who follows no redirect. */
final class Visitor {
  private static final String NAME = "JSESSIONID=";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private @Nullable String cookie;

  @Nullable String cookie() {
    return cookie;
  }

  HttpResponse<String> get(SampleServer server, String path) throws Exception {
    return send(server, path, HttpRequest.newBuilder().GET());
  }

  HttpResponse<String> post(SampleServer server, String path, String form) throws Exception {
    return send(
        server,
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> send(SampleServer server, String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    request.uri(URI.create("http://127.0.0.1:" + server.port() + path));
    request.timeout(Duration.ofSeconds(30));
    if (cookie != null) {
      request.header("Cookie", NAME + cookie);
    }
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    response.headers().allValues("Set-Cookie").stream()
        .filter(each -> each.startsWith(NAME))
        .forEach(each -> cookie = each.substring(NAME.length(), each.indexOf(';')));
    return response;
  }
}
