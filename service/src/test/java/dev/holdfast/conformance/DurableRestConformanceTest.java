package dev.holdfast.conformance;

final class DurableRestConformanceTest extends DurableConformanceContract {
  @Override
  Transport open(ConformanceService service) {
    return new RestTransport(service.restUri());
  }
}
