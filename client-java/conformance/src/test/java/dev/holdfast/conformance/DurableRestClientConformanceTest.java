package dev.holdfast.conformance;

final class DurableRestClientConformanceTest extends DurableConformanceContract {
  @Override
  Transport open(ConformanceService service) {
    return new ClientTransport(caller -> Clients.rest(service, caller));
  }
}
