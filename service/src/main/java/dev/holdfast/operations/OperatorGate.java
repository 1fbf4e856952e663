package dev.holdfast.operations;

import dev.holdfast.session.TokenSet;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Lets operators in, by bearer token (RFC 6750); nobody while there is no token. */
@Singleton
final class OperatorGate {
  private final TokenSet tokens;

  OperatorGate(@Named("operators") TokenSet tokens) {
    this.tokens = tokens;
  }

  /**
   * Returns if the request may change the pool.
   *
   * @throws RingRefusedException if it may not
   */
  void check(HttpRequest<?> request) {
    if (tokens.isOpen()) {
      throw new RingRefusedException(
          RingProblem.CHANGES_CLOSED,
          "no operator token (expected: holdfast.operations.token-sha256 in the configuration)");
    }
    String token = TokenSet.sentIn(request.getHeaders().get(HttpHeaders.AUTHORIZATION));
    if (token == null || !tokens.contains(token)) {
      throw new RingRefusedException(
          RingProblem.UNAUTHENTICATED,
          (token == null ? "no token" : "unknown token")
              + " (expected: Authorization: Bearer <the token of an operator>)");
    }
  }
}
