package dev.holdfast.conformance;

import java.util.List;

final class MemcachedRestConformanceTest extends ConformanceContract {
  private final MemcachedPool pool = new MemcachedPool();

  @Override
  List<String> nodes() {
    return pool.addresses();
  }

  @Override
  Transport open(ConformanceService service) {
    return new RestTransport(service.restUri());
  }

  @Override
  void closeNodes() {
    pool.close();
  }
}
