package dev.holdfast.lab.pool;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The calls on the ring at the operations listener of a replica.
 *
 * @param http the client, shared
 * @param port the operations port on loopback
 * @param token opens the calls that change the ring
 */
record RingDoor(HttpClient http, int port, String token) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * What a call came to.
   *
   * @param status the HTTP status; 0 when no answer came
   * @param body what was said
   */
  record Said(int status, String body) {
    boolean isAccepted() {
      return status == 200 || status == 202;
    }

    /** Returns whether the same call may succeed later. */
    boolean isRetryable() {
      return status == 0 || body.contains("\"retryable\":true");
    }
  }

  /** Returns the ring, or null when the replica does not tell it. */
  @Nullable RingTold look() throws InterruptedException {
    try {
      HttpResponse<byte[]> answer =
          http.send(request("").GET().build(), BodyHandlers.ofByteArray());
      return answer.statusCode() == 200 ? RingTold.of(answer.body()) : null;
    } catch (IOException _) {
      return null;
    }
  }

  /** Asks for a change; a configuration is written before it is read. */
  Said ask(RingAsk ask) throws InterruptedException {
    return switch (ask) {
      case RingAsk.Put(RingMember member) ->
          send(
              request("/nodes/" + member.id())
                  .header("Content-Type", "application/json")
                  .PUT(
                      BodyPublishers.ofString(
                          "{\"address\":\"%s\",\"weight\":%d}"
                              .formatted(member.address(), member.weight()))));
      case RingAsk.Remove(String id) -> send(request("/nodes/" + id).DELETE());
      case RingAsk.Reload _ -> send(request("/reload").POST(BodyPublishers.noBody()));
    };
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ring" + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private Said send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return new Said(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Said(0, String.valueOf(e.getMessage()));
    }
  }
}
