package dev.holdfast.rest;

import dev.holdfast.session.ErrorCode;
import dev.holdfast.session.Refusal;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Gives the framework's own errors the form of ours. */
@Singleton
@Primary
final class ProblemErrorProcessor implements ErrorResponseProcessor<byte[]> {
  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    int status = response.code();
    ErrorCode code = HttpStatuses.codeOf(status);
    return Problem.write(response, status, Refusal.of(code, detail(code, context)));
  }

  /** The framework's words, but never those about a fault of ours: they may tell too much. */
  private static String detail(ErrorCode code, ErrorContext context) {
    return switch (code) {
      case INTERNAL -> "an unexpected fault; the log of the replica tells more";
      case ROUTE_NOT_FOUND -> "no such path (expected: /v1/namespaces/{namespace}/sessions/{key})";
      default ->
          context.getErrors().stream().findFirst().map(Error::getMessage).orElse(code.title());
    };
  }
}
