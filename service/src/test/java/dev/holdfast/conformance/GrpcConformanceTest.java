package dev.holdfast.conformance;

import java.util.List;

final class GrpcConformanceTest extends ConformanceContract {
  @Override
  List<String> nodes() {
    return List.of();
  }

  @Override
  Transport open(ConformanceService service) {
    return new GrpcTransport(service.grpcPort());
  }
}
