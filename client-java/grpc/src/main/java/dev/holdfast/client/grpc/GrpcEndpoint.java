package dev.holdfast.client.grpc;

import dev.holdfast.api.v1.SessionServiceGrpc;
import dev.holdfast.api.v1.SessionServiceGrpc.SessionServiceBlockingStub;
import dev.holdfast.client.ClientAccess;
import dev.holdfast.client.Problem;
import dev.holdfast.client.transport.Attempt;
import dev.holdfast.client.transport.BrokenExchange;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One address of the gRPC door. */
final class GrpcEndpoint {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> REQUEST =
      Metadata.Key.of("session-request", Metadata.ASCII_STRING_MARSHALLER);
  private static final int LARGEST_MESSAGE_BYTES = 64 << 20;

  private final String name;
  private final ManagedChannel channel;
  private final @Nullable String authorization;

  GrpcEndpoint(URI base, ClientAccess access) {
    name = base.getScheme() + "://" + base.getRawAuthority();
    boolean tls = "https".equals(base.getScheme());
    int port = base.getPort() < 0 ? (tls ? 443 : 80) : base.getPort();
    channel =
        Grpc.newChannelBuilderForAddress(base.getHost(), port, credentials(tls, access.caFile()))
            .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
            .disableRetry()
            .build();
    authorization = access.token() == null ? null : "Bearer " + access.token();
  }

  /**
   * Makes an attempt; a failure that another attempt would not mend is answered as a problem.
   *
   * <p>Threads that gRPC starts meanwhile outlive the call, and must not hold the class loader of
   * the application that made it.
   */
  <A> A call(
      Function<SessionServiceBlockingStub, A> call, Function<Problem, A> failed, Attempt attempt)
      throws BrokenExchange, InterruptedException {
    Thread thread = Thread.currentThread();
    ClassLoader caller = thread.getContextClassLoader();
    thread.setContextClassLoader(GrpcEndpoint.class.getClassLoader());
    try {
      return call.apply(stub(attempt));
    } catch (StatusRuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while waiting for an answer");
      }
      return failed.apply(passing(e, attempt));
    } finally {
      thread.setContextClassLoader(caller);
    }
  }

  private Problem passing(StatusRuntimeException failure, Attempt attempt) throws BrokenExchange {
    Problem problem = GrpcDecoder.problem(failure, attempt);
    Status.Code code = failure.getStatus().getCode();
    if (problem == null) {
      String message = name + ": " + code;
      if (code == Status.Code.UNAVAILABLE && isConnectFailure(failure.getStatus())) {
        channel.resetConnectBackoff(); // It would not try again for minutes, after a long outage.
        throw BrokenExchange.unreached(message, attempt.repeated());
      }
      throw new BrokenExchange(message, true);
    }
    boolean maySucceed =
        problem.retryable()
            && (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED);
    if (maySucceed) {
      throw BrokenExchange.refused(name, problem);
    }
    return problem;
  }

  /** A connection that was refused has carried nothing. */
  private static boolean isConnectFailure(Status status) {
    Throwable cause = status.getCause();
    return cause instanceof ConnectException
        || (cause != null && cause.getCause() instanceof ConnectException);
  }

  private SessionServiceBlockingStub stub(Attempt attempt) {
    Metadata headers = new Metadata();
    headers.put(REQUEST, attempt.requestId());
    if (authorization != null) {
      headers.put(AUTHORIZATION, authorization);
    }
    return SessionServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(attempt.limit().toNanos(), TimeUnit.NANOSECONDS)
        .withMaxOutboundMessageSize(LARGEST_MESSAGE_BYTES)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static ChannelCredentials credentials(boolean tls, @Nullable Path caFile) {
    if (!tls) {
      return InsecureChannelCredentials.create();
    }
    if (caFile == null) {
      return TlsChannelCredentials.create();
    }
    try {
      return TlsChannelCredentials.newBuilder().trustManager(caFile.toFile()).build();
    } catch (IOException e) {
      throw new IllegalArgumentException("ca_file: " + caFile + " (expected: PEM certificates)", e);
    }
  }

  void close() {
    channel.shutdownNow();
  }

  @Override
  public String toString() {
    return name;
  }
}
