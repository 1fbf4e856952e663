package dev.holdfast.lab;

import com.google.protobuf.ByteString;
import dev.holdfast.api.v1.GetSessionRequest;
import dev.holdfast.api.v1.GetSessionResponse;
import dev.holdfast.api.v1.SessionServiceGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A bare gRPC server that answers GetSession with 2 KB and does nothing else: {@code EchoServer
 * <port>}. It answers on the event loop, so it is the ceiling of what gRPC can do here.
 */
final class EchoServer extends SessionServiceGrpc.SessionServiceImplBase {
  private final GetSessionResponse answer =
      GetSessionResponse.newBuilder()
          .setPayload(ByteString.copyFrom(new byte[BenchPayload.BYTES]))
          .build();

  private EchoServer() {}

  @Override
  public void getSession(GetSessionRequest request, StreamObserver<GetSessionResponse> responses) {
    responses.onNext(answer);
    responses.onCompleted();
  }

  /** Serves until the process is ended. */
  public static void main(String[] args) throws IOException, InterruptedException {
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    NettyServerBuilder.forAddress(address)
        .directExecutor()
        .addService(new EchoServer())
        .build()
        .start()
        .awaitTermination();
  }
}
