package dev.holdfast.rest;

import dev.holdfast.session.Answer;
import dev.holdfast.session.ErrorCode;
import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.Namespace;
import dev.holdfast.session.Namespaces;
import dev.holdfast.session.TokenSet;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets requests into their namespace, by bearer token (RFC 6750), and answers bad input. */
@Singleton
final class Gate {
  private final Namespaces namespaces;

  Gate(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /** Returns what {@code call} answers, or why the request got no further. */
  HttpResponse<byte[]> enter(
      HttpRequest<?> request, String namespace, Function<Namespace, HttpResponse<byte[]>> call) {
    try {
      Answer<Namespace> entered = namespaces.enter(namespace, tokenOf(request));
      return Replies.of(entered, call);
    } catch (InvalidInputException e) {
      String message = e.getMessage();
      return Problem.of(ErrorCode.INVALID_ARGUMENT, message == null ? "bad input" : message);
    }
  }

  private static @Nullable String tokenOf(HttpRequest<?> request) {
    return TokenSet.sentIn(request.getHeaders().get(HttpHeaders.AUTHORIZATION));
  }
}
