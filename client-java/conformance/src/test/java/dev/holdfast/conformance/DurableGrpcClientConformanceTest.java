package dev.holdfast.conformance;

final class DurableGrpcClientConformanceTest extends DurableConformanceContract {
  @Override
  Transport open(ConformanceService service) {
    return new ClientTransport(caller -> Clients.grpc(service, caller));
  }
}
