package dev.holdfast.conformance;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.time.InstantSource;
import java.util.Map;

/** Steers the clock of a test service from outside, on its operations listener. */
@Controller(port = "${holdfast.operations.port}")
final class ClockController {
  private final InstantSource clock;

  ClockController(InstantSource clock) {
    this.clock = clock;
  }

  /** Moves the clock by {@code {"by": "31m"}}, and answers {@code {"now": "<RFC 3339>"}}. */
  @Post("/clock:advance")
  HttpResponse<?> advance(@Body Map<String, String> body) {
    if (!(clock instanceof SteerableClock steerable)) {
      return HttpResponse.badRequest("this replica has a clock that cannot be steered");
    }
    String by = body.get("by");
    if (by == null || body.size() != 1) {
      return HttpResponse.badRequest("expected: {\"by\": \"31m\"}");
    }
    try {
      steerable.advance(SpanText.parse(by));
      return HttpResponse.ok(Map.of("now", steerable.instant().toString()));
    } catch (IllegalArgumentException e) {
      return HttpResponse.badRequest(e.getMessage());
    }
  }
}
