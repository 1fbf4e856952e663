package dev.holdfast.lab;

import dev.holdfast.api.v1.GetSessionRequest;
import dev.holdfast.api.v1.SessionServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one gRPC call of the benchmark: GetSession of the first bench session. */
final class GrpcMessage {
  private static final int PREFIX_BYTES = 5;
  private static final GetSessionRequest REQUEST =
      GetSessionRequest.newBuilder().setNamespace("default").setKey(BenchSessions.key(0)).build();

  private GrpcMessage() {}

  static String methodUrl(int port) {
    return "http://127.0.0.1:%d/%s"
        .formatted(port, SessionServiceGrpc.getGetSessionMethod().getFullMethodName());
  }

  /** Writes the call's length-prefixed message. */
  static void writeTo(Path file) throws IOException {
    byte[] message = REQUEST.toByteArray();
    ByteBuffer framed = ByteBuffer.allocate(PREFIX_BYTES + message.length);
    framed.put((byte) 0).putInt(message.length).put(message);
    Files.write(file, framed.array());
  }

  /** Makes the call once and looks at the answer: h2load does not look at gRPC statuses. */
  static void check(int port) throws MeasurementException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      int bytes =
          SessionServiceGrpc.newBlockingStub(channel).getSession(REQUEST).getPayload().size();
      if (bytes != BenchPayload.BYTES) {
        throw new MeasurementException("gRPC answered " + bytes + " bytes");
      }
    } finally {
      channel.shutdownNow();
    }
  }
}
