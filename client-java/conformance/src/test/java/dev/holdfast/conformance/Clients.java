package dev.holdfast.conformance;

import dev.holdfast.client.ClientAccess;
import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.grpc.GrpcSessionClient;
import dev.holdfast.client.rest.RestSessionClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Clients of the service under test, patient with a busy machine. */
final class Clients {
  /** The caller of most cases. */
  static final Call.Caller ANYBODY = new Call.Caller("default", null);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Clients() {}

  static SessionClient rest(ConformanceService service, Call.Caller caller) {
    return RestSessionClient.open(options(service.restUri(), caller));
  }

  static SessionClient grpc(ConformanceService service, Call.Caller caller) {
    return GrpcSessionClient.open(
        options(URI.create("http://127.0.0.1:" + service.grpcPort()), caller));
  }

  static ConformanceService service() {
    return ConformanceService.start(Ports.free(), List.of(), Optional.empty());
  }

  private static ClientOptions options(URI endpoint, Call.Caller caller) {
    return ClientOptions.of(endpoint)
        .withNamespace(caller.namespace())
        .withTimeout(PATIENCE)
        .withAccess(new ClientAccess(caller.token(), null));
  }
}
