package dev.holdfast.conformance;

final class DurableGrpcConformanceTest extends DurableConformanceContract {
  @Override
  Transport open(ConformanceService service) {
    return new GrpcTransport(service.grpcPort());
  }
}
