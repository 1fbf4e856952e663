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

/** Gives the framework's own errors the form of ours. */
@Singleton
@Primary
final class ProblemErrorProcessor implements ErrorResponseProcessor<byte[]> {
  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    int status = response.code();
    ErrorCode code = HttpStatuses.codeOf(status);
    if (code == ErrorCode.METHOD_NOT_ALLOWED && path(context).contains("/sessions/")) {
      response.getHeaders().set(HttpHeaders.ALLOW, methodsOf(path(context)));
    }
    return Problem.write(response, status, Refusal.of(code, detail(code, context)));
  }

  private static String path(ErrorContext context) {
    return context.getRequest().getPath();
  }

  /** The framework counts POST among the methods of a session: the verbs share its route. */
  private static String methodsOf(String path) {
    return path.indexOf(':') < 0 ? "GET, HEAD, PUT, DELETE" : "POST";
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
