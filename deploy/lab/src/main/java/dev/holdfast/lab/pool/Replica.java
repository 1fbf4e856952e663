package dev.holdfast.lab.pool;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A replica as its REST callers see it.
 *
 * @param http the client, shared
 * @param port its REST port on loopback
 */
public record Replica(HttpClient http, int port) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  ReplicaAnswer read(String key) throws InterruptedException {
    return send(request(key).GET());
  }

  /**
   * Creates or saves a session.
   *
   * @param base the version to replace; 0 to create
   */
  ReplicaAnswer write(String key, long base, String operation) throws InterruptedException {
    HttpRequest.Builder request =
        request(key)
            .header("Content-Type", "application/octet-stream")
            .header(IDEMPOTENCY_KEY, operation)
            .PUT(BodyPublishers.ofByteArray(LabPayload.of(operation)));
    return send(
        base == 0
            ? request.header("If-None-Match", "*")
            : request.header("If-Match", "\"" + base + "\""));
  }

  ReplicaAnswer end(String key, String operation) throws InterruptedException {
    return send(request(key).header(IDEMPOTENCY_KEY, operation).DELETE());
  }

  private HttpRequest.Builder request(String key) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/v1/namespaces/default/sessions/" + key))
        .timeout(PATIENCE);
  }

  private ReplicaAnswer send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return ReplicaAnswer.of(
          response.statusCode(), response.headers().firstValue("etag").orElse(""), response.body());
    } catch (IOException _) {
      return ReplicaAnswer.NONE;
    }
  }
}
