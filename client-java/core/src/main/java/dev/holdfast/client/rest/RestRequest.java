package dev.holdfast.client.rest;

import dev.holdfast.client.DurationText;
import dev.holdfast.client.transport.Attempt;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request, ready but for what depends on the endpoint and the attempt. */
final class RestRequest {
  private final String method;
  private final String path;
  private final List<String> headers = new ArrayList<>();
  private BodyPublisher body = BodyPublishers.noBody();
  private Duration wait = Duration.ZERO;

  private RestRequest(String method, String path) {
    this.method = method;
    this.path = path;
  }

  static RestRequest of(String method, String path) {
    return new RestRequest(method, path);
  }

  /** Adds a header, unless its value is null. */
  RestRequest header(String name, @Nullable String value) {
    if (value != null) {
      headers.add(name);
      headers.add(value);
    }
    return this;
  }

  RestRequest bytes(byte[] bytes) {
    body = BodyPublishers.ofByteArray(bytes);
    return header("Content-Type", "application/octet-stream");
  }

  RestRequest json(Map<String, String> members) {
    body = BodyPublishers.ofString(Json.of(members));
    return header("Content-Type", "application/json");
  }

  RestRequest waiting(Duration duration) {
    wait = duration;
    return this;
  }

  Duration patience() {
    return wait;
  }

  HttpRequest at(URI base, Attempt attempt) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).method(method, body);
    request.header("Session-Request", attempt.requestId());
    if (!wait.isZero()) {
      request.header("Prefer", "wait=" + DurationText.seconds(attempt.patience()));
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return request.build();
  }
}
