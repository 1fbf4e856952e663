package dev.holdfast.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.wiring.RunningReplica;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A replica with a steered ring, and an operator who has its token. */
final class OperatedReplica implements AutoCloseable {
  static final String TOKEN = "a-token-for-tests";
  static final Map<String, ?> WITH_TOKEN =
      Map.of("operations", Map.of("token-sha256", List.of(sha256(TOKEN))));

  private final RunningReplica replica;

  OperatedReplica(RunningReplica replica) {
    this.replica = replica;
  }

  static OperatedReplica start(SteeredRing ring, ConfigurationFile file) {
    return new OperatedReplica(new RunningReplica(WITH_TOKEN, file, ring, ring::nodes));
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> get() {
    return replica.send(replica.operations("/ring").build());
  }

  HttpResponse<String> put(String id, String body) {
    return send("PUT", "/ring/nodes/" + id, body);
  }

  HttpResponse<String> delete(String id) {
    return send("DELETE", "/ring/nodes/" + id, "");
  }

  HttpResponse<String> reload() {
    return send("POST", "/ring/reload", "");
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return replica.send(
        request(method, path, body).header("Authorization", "Bearer " + TOKEN).build());
  }

  /** Sends what {@code request} began. */
  HttpResponse<String> send(HttpRequest.Builder request) {
    return replica.send(request.build());
  }

  /** Begins a request without a token. */
  HttpRequest.Builder request(String method, String path, String body) {
    return replica
        .operations(path)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  /** Checks a problem: its status, its reason, and a part of what it tells. */
  static void assertProblem(
      int status, String reason, String detail, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response::body);
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
    assertTrue(response.body().contains("\"reason\":\"" + reason + "\""), response::body);
    assertTrue(response.body().contains("\"status\":" + status), response::body);
    String outcome = reason.equals("RING_UNDECIDED") ? "unknown" : "not-applied";
    assertTrue(response.body().contains("\"outcome\":\"" + outcome + "\""), response::body);
    assertTrue(response.body().contains(detail), response::body);
  }

  @Override
  public void close() {
    replica.close();
  }
}
