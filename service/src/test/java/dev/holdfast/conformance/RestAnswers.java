package dev.holdfast.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.tree.JsonNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads HTTP answers. */
final class RestAnswers {
  private static final int FIRST_FAILURE = 400;

  private RestAnswers() {}

  static Observed read(Call call, HttpResponse<byte[]> answer) {
    if (call instanceof Call.Http) {
      String body = new String(answer.body(), UTF_8);
      return new Observed.Raw(answer.statusCode(), answer.headers(), body);
    }
    if (answer.statusCode() >= FIRST_FAILURE) {
      return failed(answer);
    }
    Set<Integer> successes = successes(call);
    if (!successes.contains(answer.statusCode())) {
      throw new AssertionError(
          "status: " + Difference.sentence(answer.statusCode(), "one of " + successes));
    }
    return done(call, answer);
  }

  private static Set<Integer> successes(Call call) {
    return switch (call) {
      case Call.Get(_, _, _, var head) -> head ? Set.of(200) : Set.of(200, 304);
      case Call.Create _ -> Set.of(201);
      case Call.Save(_, _, var match, _) -> match == null ? Set.of(201, 204) : Set.of(204);
      case Call.Acquire _ -> Set.of(200, 204);
      case Call.Rotate _, Call.ListUser _, Call.EndUser _ -> Set.of(200);
      default -> Set.of(204);
    };
  }

  private static Observed done(Call call, HttpResponse<byte[]> answer) {
    return switch (call) {
      case Call.ListUser _ -> listed(body("list", answer).allow(Set.of("sessions", "more")));
      case Call.EndUser _ -> {
        JsonObject body = body("end", answer).allow(Set.of("ended"));
        yield new Observed.EndedAll(body.require("ended").getIntValue());
      }
      default -> onSession(call, answer);
    };
  }

  private static JsonObject body(String what, HttpResponse<byte[]> answer) {
    return new JsonObject(what, CaseReader.parse(what, new String(answer.body(), UTF_8)));
  }

  private static Observed listed(JsonObject list) {
    List<Observed.Entry> sessions = new ArrayList<>();
    for (JsonNode each : list.elements("sessions")) {
      JsonObject one =
          new JsonObject("session", each)
              .allow(Set.of("handle", "create_time", "expire_time", "lifetime_expire_time"));
      sessions.add(
          new Observed.Entry(
              one.requireText("handle"),
              Instant.parse(one.requireText("create_time")),
              Instant.parse(one.requireText("expire_time")),
              Instant.parse(one.requireText("lifetime_expire_time"))));
    }
    return new Observed.Listed(sessions, list.require("more").getBooleanValue());
  }

  private static Observed onSession(Call call, HttpResponse<byte[]> answer) {
    HttpHeaders headers = answer.headers();
    int status = answer.statusCode();
    boolean withPayload = status == 200 && readsPayload(call);
    if (!withPayload && answer.body().length > 0) {
      throw new AssertionError(answer.body().length + " bytes (expected: no body)");
    }
    String etag = text(headers, "ETag");
    return new Observed.Done(
        etag == null ? null : seen(etag, headers, withPayload ? answer.body() : null),
        status == 304 || (status == 204 && etag != null && call instanceof Call.Acquire),
        status == 201,
        new Observed.Lock(text(headers, "Session-Lock"), time(headers, "Session-Lock-Expires")),
        text(headers, "Session-Durability"));
  }

  private static boolean readsPayload(Call call) {
    return call instanceof Call.Acquire || (call instanceof Call.Get get && !get.head());
  }

  private static Observed.Seen seen(String etag, HttpHeaders headers, byte @Nullable [] payload) {
    return new Observed.Seen(
        etag,
        payload,
        requireTime(headers, "Session-Expires"),
        requireTime(headers, "Session-Lifetime-Expires"));
  }

  private static Observed failed(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("none");
    if (!type.equals("application/problem+json")) {
      throw new AssertionError(
          "status "
              + answer.statusCode()
              + " with media type "
              + Difference.sentence(type, "application/problem+json"));
    }
    JsonObject problem = body("problem", answer);
    if (problem.require("status").getIntValue() != answer.statusCode()) {
      throw new AssertionError("the problem tells another status than " + answer.statusCode());
    }
    Set.of("type", "title", "trace_id").forEach(problem::requireText);
    String millis = text(answer.headers(), "Session-Retry-After-Ms");
    Duration hint = millis == null ? null : Duration.ofMillis(Long.parseLong(millis));
    return new Observed.Failed(
        Integer.toString(answer.statusCode()),
        new Observed.Problem(
            problem.requireText("reason"),
            problem.requireText("outcome"),
            problem.require("retryable").getBooleanValue(),
            problem.requireText("detail"),
            new Observed.Hints(problem.text("current_etag"), hint)));
  }

  private static Instant requireTime(HttpHeaders headers, String name) {
    Instant time = time(headers, name);
    if (time == null) {
      throw new AssertionError(name + " is missing");
    }
    return time;
  }

  private static @Nullable Instant time(HttpHeaders headers, String name) {
    String text = text(headers, name);
    return text == null ? null : Instant.parse(text);
  }

  private static @Nullable String text(HttpHeaders headers, String name) {
    return headers.firstValue(name).orElse(null);
  }
}
