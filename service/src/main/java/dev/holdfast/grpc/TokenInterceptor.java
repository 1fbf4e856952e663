package dev.holdfast.grpc;

import dev.holdfast.session.TokenSet;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bearer token (RFC 6750) of the {@code authorization} metadata into the call's context.
 */
@Singleton
final class TokenInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> TOKEN = Context.key("holdfast-token");

  /** Returns the token of the running call, or null. */
  static @Nullable String token() {
    return TOKEN.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String token = TokenSet.sentIn(headers.get(AUTHORIZATION));
    if (token == null) {
      return next.startCall(call, headers);
    }
    Context context = Context.current().withValue(TOKEN, token);
    return Contexts.interceptCall(context, call, headers, next);
  }
}
