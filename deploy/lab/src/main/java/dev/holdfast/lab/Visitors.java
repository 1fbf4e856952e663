package dev.holdfast.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes visitors of a page, each with a session, and notes their cookies for wrk. */
final class Visitors {
  private Visitors() {}

  /** Writes one Cookie header a line; a page without sessions gets a cookie that means nothing. */
  static void writeCookies(String url, int visitors, Path file)
      throws IOException, MeasurementException, InterruptedException {
    List<String> cookies = new ArrayList<>();
    try (var client = HttpClient.newHttpClient()) {
      for (int visitor = 0; visitor < visitors; visitor++) {
        cookies.add(firstVisit(client, url));
      }
      check(client, url, cookies.getFirst());
    }
    Files.write(file, cookies);
  }

  private static String firstVisit(HttpClient client, String url)
      throws IOException, MeasurementException, InterruptedException {
    HttpResponse<String> page = get(client, url, "visitor=new");
    return page.headers().firstValue("Set-Cookie").orElse("visitor=new").split(";", 2)[0];
  }

  /** The second page must continue the first one's session. */
  private static void check(HttpClient client, String url, String cookie)
      throws IOException, MeasurementException, InterruptedException {
    String body = get(client, url, cookie).body();
    if (!body.equals("page 2") && !body.equals("page 0")) {
      throw new MeasurementException(url + " answered \"" + body + "\" to a known visitor");
    }
  }

  private static HttpResponse<String> get(HttpClient client, String url, String cookie)
      throws IOException, MeasurementException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).header("Cookie", cookie).build();
    HttpResponse<String> page = client.send(request, BodyHandlers.ofString());
    if (page.statusCode() != 200) {
      throw new MeasurementException(url + " answered " + page.statusCode());
    }
    return page;
  }
}
