package dev.holdfast.rest;

import dev.holdfast.session.ErrorCode;
import dev.holdfast.session.Refusal;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Gives the framework's own errors the form of ours. */
@Singleton
@Primary
final class ProblemErrorProcessor implements ErrorResponseProcessor<byte[]> {
  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    int status = response.code();
    ErrorCode code = HttpStatuses.codeOf(status);
    String methods = code == ErrorCode.METHOD_NOT_ALLOWED ? methodsOf(path(context)) : null;
    if (methods != null) {
      response.getHeaders().set(HttpHeaders.ALLOW, methods);
    }
    return Problem.write(response, status, Refusal.of(code, detail(code, context)));
  }

  private static String path(ErrorContext context) {
    return context.getRequest().getPath();
  }

  /** The framework counts the methods of all that share a route, such as sessions and verbs. */
  private static @Nullable String methodsOf(String path) {
    if (path.indexOf(':') >= 0) {
      return "POST";
    }
    return path.contains("/sessions/") ? "GET, HEAD, PUT, DELETE" : null;
  }

  /** The framework's words only where they are harmless: they like to repeat path and body. */
  private static String detail(ErrorCode code, ErrorContext context) {
    return switch (code) {
      case INTERNAL -> "an unexpected fault; the log of the replica tells more";
      case ROUTE_NOT_FOUND -> "no such path (expected: /v1/namespaces/{namespace}/sessions/{key})";
      case METHOD_NOT_ALLOWED ->
          context.getRequest().getMethodName() + " (expected: a method of the Allow header)";
      case PAYLOAD_TOO_LARGE ->
          context.getErrors().stream().findFirst().map(Error::getMessage).orElse(code.title());
      default -> code.title();
    };
  }
}
