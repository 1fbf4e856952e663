package dev.holdfast.client.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.client.DurationText;
import dev.holdfast.client.transport.Attempt;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request, ready but for what depends on the endpoint and the attempt. */
final class RestRequest {
  private static final byte[] NO_BODY = new byte[0];

  private final String method;
  private final String path;
  private final StringBuilder headers = new StringBuilder(256);
  private byte[] body = NO_BODY;
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
      add(headers, name, value);
    }
    return this;
  }

  RestRequest bytes(byte[] bytes) {
    body = bytes;
    return header("Content-Type", "application/octet-stream");
  }

  RestRequest json(Map<String, String> members) {
    body = Json.of(members).getBytes(UTF_8);
    return header("Content-Type", "application/json");
  }

  RestRequest waiting(Duration duration) {
    wait = duration;
    return this;
  }

  Duration patience() {
    return wait;
  }

  /** Whether the answer has no body, whatever its head says. */
  boolean isBodiless() {
    return method.equals("HEAD");
  }

  /** Returns the bytes of the request to a host. */
  byte[] at(String authority, Attempt attempt) {
    StringBuilder head = new StringBuilder(512);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    add(head, "Host", authority);
    add(head, "Session-Request", attempt.requestId());
    if (!wait.isZero()) {
      add(head, "Prefer", "wait=" + DurationText.seconds(attempt.patience()));
    }
    if (method.equals("PUT") || method.equals("POST")) {
      add(head, "Content-Length", Integer.toString(body.length));
    }
    byte[] begin = head.append(headers).append("\r\n").toString().getBytes(ISO_8859_1);
    byte[] whole = Arrays.copyOf(begin, begin.length + body.length);
    System.arraycopy(body, 0, whole, begin.length, body.length);
    return whole;
  }

  /** Refuses a value that would end its line, without repeating it. */
  private static void add(StringBuilder head, String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each < ' ' || each > '~') {
        throw new IllegalArgumentException(
            "%s: character %d of %d (expected: printable ASCII)"
                .formatted(name, i + 1, value.length()));
      }
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
