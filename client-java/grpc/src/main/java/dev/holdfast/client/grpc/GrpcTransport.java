package dev.holdfast.client.grpc;

import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.ClientTransport;
import dev.holdfast.client.SessionClient;

/** The transport {@code grpc}. */
public final class GrpcTransport implements ClientTransport {
  /** A transport for the service loader. */
  public GrpcTransport() {}

  @Override
  public String name() {
    return "grpc";
  }

  @Override
  public SessionClient open(ClientOptions options) {
    return GrpcSessionClient.open(options);
  }
}
