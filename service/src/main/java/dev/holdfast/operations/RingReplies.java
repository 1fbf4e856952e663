package dev.holdfast.operations;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says the ring, and problems with it (RFC 9457), in JSON. */
@Singleton
final class RingReplies {
  private static final MediaType PROBLEM = MediaType.of("application/problem+json");
  private static final String TYPE_BASE = "https://holdfast.dev/problems/";
  private static final int UNAVAILABLE = 503;

  private final JsonMapper mapper;

  RingReplies(JsonMapper mapper) {
    this.mapper = mapper;
  }

  HttpResponse<byte[]> ring(HttpStatus status, RingState ring) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("epoch", ring.epoch());
    body.put("changing", ring.changing());
    body.put("nodes", members(ring.nodes()));
    body.put("next", members(ring.next()));
    body.put("checked_keys", ring.checkedKeys());
    body.put("expected_keys", ring.expectedKeys());
    return HttpResponse.<byte[]>status(status)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(bytes(body));
  }

  private static List<Map<String, Object>> members(List<RingState.Member> members) {
    return members.stream().map(RingReplies::member).toList();
  }

  private static Map<String, Object> member(RingState.Member member) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", member.node().id());
    fields.put("address", member.node().address());
    fields.put("weight", member.node().weight());
    fields.put("up", member.up());
    return fields;
  }

  HttpResponse<byte[]> problem(RingProblem problem, String detail) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", TYPE_BASE + problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    body.put("title", problem.title());
    body.put("status", problem.status());
    body.put("detail", detail);
    body.put("reason", problem.name());
    body.put("outcome", problem.outcome());
    body.put("retryable", problem.isRetryable());
    MutableHttpResponse<byte[]> response =
        HttpResponse.<byte[]>status(HttpStatus.valueOf(problem.status())).contentType(PROBLEM);
    if (problem == RingProblem.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (problem.status() == UNAVAILABLE) {
      response.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return response.body(bytes(body));
  }

  private byte[] bytes(Map<String, Object> body) {
    try {
      return mapper.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
