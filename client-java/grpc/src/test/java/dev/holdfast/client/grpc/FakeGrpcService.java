package dev.holdfast.client.grpc;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import dev.holdfast.api.v1.SaveSessionRequest;
import dev.holdfast.api.v1.SessionServiceGrpc.SessionServiceImplBase;
import dev.holdfast.api.v1.WriteSessionResponse;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** An endpoint that fails each save as it is told: the last failure again, when it has no more. */
final class FakeGrpcService extends SessionServiceImplBase implements AutoCloseable {
  private final Deque<StatusRuntimeException> failures;
  private final Server server;

  @SuppressWarnings("this-escape")
  FakeGrpcService(StatusRuntimeException... failures) {
    this.failures = new ConcurrentLinkedDeque<>(List.of(failures));
    try {
      server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(this)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  @Override
  public void saveSession(
      SaveSessionRequest request, StreamObserver<WriteSessionResponse> observer) {
    observer.onError(failures.size() > 1 ? failures.poll() : failures.peek());
  }

  /** A failure that nobody knows the effect of: something between the client and the service. */
  static StatusRuntimeException bare() {
    return Status.UNAVAILABLE.asRuntimeException();
  }

  /** A refusal of the service, which has applied nothing. */
  static StatusRuntimeException refusal(Status.Code code, String reason) {
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setDomain("holdfast.dev")
            .setReason(reason)
            .putMetadata("outcome", "not-applied")
            .putMetadata("retryable", "true")
            .build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .addDetails(Any.pack(info))
            .build());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
