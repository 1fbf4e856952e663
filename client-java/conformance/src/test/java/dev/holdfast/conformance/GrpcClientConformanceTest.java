package dev.holdfast.conformance;

import java.util.List;

final class GrpcClientConformanceTest extends ConformanceContract {
  @Override
  List<String> nodes() {
    return List.of();
  }

  @Override
  Transport open(ConformanceService service) {
    return new ClientTransport(caller -> Clients.grpc(service, caller));
  }
}
