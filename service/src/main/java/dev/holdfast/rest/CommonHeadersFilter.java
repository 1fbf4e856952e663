package dev.holdfast.rest;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Gives every answer of the door what all of them have: no caching, the replica's name, and the
 * caller's own request mark, so that a client on a reused connection can tell its answer.
 */
@ServerFilter("/v1/**")
final class CommonHeadersFilter {
  private static final int MAX_MARK = 128;

  private final String replica;

  CommonHeadersFilter(@Value("${holdfast.replica.name}") String replica) {
    this.replica = replica;
  }

  /** Adds the headers. */
  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    response.header(SessionHeaders.REPLICA, replica);
    String mark = request.getHeaders().get(SessionHeaders.REQUEST);
    if (mark != null && mark.length() <= MAX_MARK) {
      response.header(SessionHeaders.REQUEST, mark);
    }
  }
}
