package dev.holdfast.conformance;

import java.util.List;

final class MemcachedGrpcConformanceTest extends ConformanceContract {
  private final MemcachedPool pool = new MemcachedPool();

  @Override
  List<String> nodes() {
    return pool.addresses();
  }

  @Override
  Transport open(ConformanceService service) {
    return new GrpcTransport(service.grpcPort());
  }

  @Override
  void closeNodes() {
    pool.close();
  }
}
