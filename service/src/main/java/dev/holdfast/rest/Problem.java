package dev.holdfast.rest;

import dev.holdfast.session.ErrorCode;
import dev.holdfast.session.Refusal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpResponseFactory;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Turns refusals into problem details (RFC 9457). */
final class Problem {
  static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");
  private static final String TYPE_BASE = "https://holdfast.dev/problems/";

  private Problem() {}

  /** Returns the response for a refusal, under the status of its code. */
  static MutableHttpResponse<byte[]> of(Refusal refusal) {
    int status = HttpStatuses.of(refusal.code());
    return write(HttpResponseFactory.INSTANCE.status(HttpStatus.valueOf(status)), status, refusal);
  }

  /** Fills a response that already has a status. */
  static MutableHttpResponse<byte[]> write(
      MutableHttpResponse<?> response, int status, Refusal refusal) {
    if (refusal.code() == ErrorCode.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (status == 503) {
      response.header(HttpHeaders.RETRY_AFTER, "1");
    }
    if (refusal.code() == ErrorCode.DRAINING) {
      response.header(HttpHeaders.CONNECTION, "close");
    }
    if (refusal.retryAfter() != null) {
      response.header(
          SessionHeaders.RETRY_AFTER_MS, Long.toString(refusal.retryAfter().toMillis()));
    }
    return response.contentType(MEDIA_TYPE).body(bodyOf(status, refusal));
  }

  private static byte[] bodyOf(int status, Refusal refusal) {
    String reason = refusal.code().reason();
    JsonText json =
        new JsonText()
            .add("type", TYPE_BASE + reason.toLowerCase(Locale.ROOT).replace('_', '-'))
            .add("title", refusal.code().title())
            .add("status", status)
            .add("detail", refusal.detail())
            .add("reason", reason)
            .add("outcome", refusal.outcome().wireName())
            .add("retryable", refusal.code().isRetryable());
    if (refusal.current() != null) {
      json.add("current_etag", refusal.current().etag());
    }
    return json.add("trace_id", newTraceId()).toBytes();
  }

  private static String newTraceId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** Returns a response of a use case that refused nothing yet. */
  static HttpResponse<byte[]> of(ErrorCode code, String detail) {
    return of(Refusal.of(code, detail));
  }
}
