package dev.holdfast.conformance;

import java.util.List;

final class RestClientConformanceTest extends ConformanceContract {
  @Override
  List<String> nodes() {
    return List.of();
  }

  @Override
  Transport open(ConformanceService service) {
    return new ClientTransport(caller -> Clients.rest(service, caller));
  }
}
