package dev.holdfast.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sessions that a benchmark works on.
 *
 * @param service the service's REST address
 * @param name the beginning of their keys
 */
record BenchSessions(URI service, String name) {
  private static final String NAME = "bench-session";

  static final int COUNT = 1000;

  /** The sessions that the script {@code sessions.lua} works on. */
  BenchSessions(URI service) {
    this(service, NAME);
  }

  static String key(int number) {
    return key(NAME, number);
  }

  private static String key(String name, int number) {
    return "%s-%05d".formatted(name, number);
  }

  /** Writes every session, and reads one back. */
  void fill() throws MeasurementException, InterruptedException {
    byte[] payload = BenchPayload.bytes();
    try (var client = client()) {
      for (int number = 0; number < COUNT; number++) {
        put(client, number, payload);
      }
      HttpResponse<byte[]> read = client.send(request(0).GET().build(), BodyHandlers.ofByteArray());
      if (!Arrays.equals(read.body(), payload)) {
        throw new MeasurementException("a session does not read as it was written");
      }
    } catch (IOException e) {
      throw new MeasurementException("the service at " + service + " does not answer", e);
    }
  }

  /**
   * Warms the service up with the calls of a page: a JVM that has just started spends more on
   * compiling than on pages, and pages alone bring it too few requests.
   *
   * @param each how long for each of four turns
   */
  void warmUp(LoadGenerator load, Duration each, int connections)
      throws MeasurementException, InterruptedException {
    fill();
    for (String call : List.of("acquire", "save", "acquire", "save")) {
      List<String> arguments = List.of(call, String.valueOf(COUNT));
      load.wrk(each, connections, "sessions.lua", service.toString(), arguments);
    }
  }

  private void put(HttpClient client, int number, byte[] payload)
      throws IOException, InterruptedException, MeasurementException {
    HttpRequest request =
        request(number)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(payload))
            .build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 201 && status != 204) {
      throw new MeasurementException("a put was answered with " + status);
    }
  }

  /** Tells path and ETag of every session, once they have come to rest. */
  List<String> tags() throws MeasurementException, InterruptedException {
    try (var client = client()) {
      List<String> before = List.of();
      List<String> tags = readTags(client);
      while (!tags.equals(before)) {
        before = tags;
        tags = readTags(client);
      }
      return tags;
    } catch (IOException e) {
      throw new MeasurementException("the service at " + service + " does not answer", e);
    }
  }

  private List<String> readTags(HttpClient client)
      throws IOException, MeasurementException, InterruptedException {
    List<String> tags = new ArrayList<>();
    for (int number = 0; number < COUNT; number++) {
      HttpResponse<Void> read =
          client.send(request(number).GET().build(), BodyHandlers.discarding());
      String tag = read.headers().firstValue("ETag").orElse("");
      if (read.statusCode() != 200 || tag.isEmpty()) {
        throw new MeasurementException("a get was answered with " + read.statusCode());
      }
      tags.add(path(number) + " " + tag);
    }
    return tags;
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private HttpRequest.Builder request(int number) {
    return HttpRequest.newBuilder(service.resolve(path(number)));
  }

  private String path(int number) {
    return "/v1/namespaces/default/sessions/" + key(name, number);
  }
}
