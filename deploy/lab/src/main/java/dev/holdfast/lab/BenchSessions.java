package dev.holdfast.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;

/**
 * The sessions that the REST benchmark works on; the Lua script makes the same keys.
 *
 * @param service the service's REST address
 */
record BenchSessions(URI service) {
  static final int COUNT = 1000;

  static String key(int number) {
    return "bench-session-%05d".formatted(number);
  }

  /** Writes every session, and reads one back. */
  void fill() throws MeasurementException, InterruptedException {
    byte[] payload = BenchPayload.bytes();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
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

  private HttpRequest.Builder request(int number) {
    return HttpRequest.newBuilder(
        service.resolve("/v1/namespaces/default/sessions/" + key(number)));
  }
}
