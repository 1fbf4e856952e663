package dev.holdfast.client.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of HTTP. */
final class HttpAnswer {
  private final int status;
  private final List<String> headers;
  private final byte[] body;

  /**
   * Makes an answer.
   *
   * @param headers names and values in turn
   * @param body not to be changed afterwards
   */
  HttpAnswer(int status, List<String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  HttpAnswer withBody(byte[] other) {
    return new HttpAnswer(status, headers, other);
  }

  /** Returns the first value of a header; null when there is none. */
  @Nullable String header(String name) {
    for (int i = 0; i < headers.size(); i += 2) {
      if (headers.get(i).equalsIgnoreCase(name)) {
        return headers.get(i + 1);
      }
    }
    return null;
  }

  /** Returns all values of a header, as many as the answer has lines of it. */
  List<String> headers(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < headers.size(); i += 2) {
      if (headers.get(i).equalsIgnoreCase(name)) {
        values.add(headers.get(i + 1));
      }
    }
    return values;
  }
}
