package dev.holdfast.lab;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Round trips a page, as the service counts them while nobody else opens pages.
 *
 * @param site where the pages are
 * @param operationsPort where the service's meters are
 * @param pages how many of each kind are opened
 */
record RoundTrips(URI site, int operationsPort, int pages) {
  private static final String PAGE = "ours";

  /** Opens pages of each kind, one after the other, and tells the mean by kind. */
  Map<String, Double> count() throws MeasurementException, InterruptedException {
    Map<String, Double> each = new LinkedHashMap<>();
    try (HttpClient visitor = visitor();
        HttpClient stranger = HttpClient.newHttpClient()) {
      open(visitor, PAGE, 1);
      each.put("page", perPage(visitor, PAGE, 1, 1));
      each.put("new_id", perPage(visitor, "ours/new-id", pages + 1, 1));
      each.put("read_only", perPage(visitor, "ours/read-only", 2 * pages + 1, 0));
      each.put("stores_nothing", perPage(stranger, "ours/stores-nothing", 0, 0));
    }
    return each;
  }

  private static HttpClient visitor() {
    return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }

  private double perPage(HttpClient client, String path, int countedBefore, int countedByEach)
      throws MeasurementException, InterruptedException {
    long before = requests();
    for (int page = 1; page <= pages; page++) {
      open(client, path, countedBefore + page * countedByEach);
    }
    return (requests() - before) / (double) pages;
  }

  /** A page that lost its session would have cost another number of round trips. */
  private void open(HttpClient client, String path, int expected)
      throws MeasurementException, InterruptedException {
    URI address = site.resolve(path);
    try {
      HttpResponse<String> page =
          client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      if (page.statusCode() != 200 || !page.body().equals("page " + expected)) {
        throw new MeasurementException(
            "%s answered %d \"%s\" (expected: 200 \"page %d\")"
                .formatted(address, page.statusCode(), page.body(), expected));
      }
    } catch (IOException e) {
      throw new MeasurementException(address + " does not answer", e);
    }
  }

  /** A request is counted when it has ended, which may be a moment after its answer was read. */
  private long requests() throws MeasurementException, InterruptedException {
    long before = -1;
    long now = ReplicaMetrics.ask(operationsPort).requests();
    while (now != before) {
      before = now;
      now = ReplicaMetrics.ask(operationsPort).requests();
    }
    return now;
  }
}
