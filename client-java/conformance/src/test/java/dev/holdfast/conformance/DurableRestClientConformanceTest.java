package dev.holdfast.conformance;

import dev.holdfast.store.postgres.PostgresServer;
import java.util.List;
import java.util.Optional;

final class DurableRestClientConformanceTest extends ConformanceContract {
  private final MemcachedPool pool = new MemcachedPool();

  @Override
  List<String> nodes() {
    return pool.addresses();
  }

  @Override
  Optional<String> database() {
    return Optional.of(PostgresServer.shared().freshDatabase());
  }

  @Override
  Transport open(ConformanceService service) {
    return new ClientTransport(caller -> Clients.rest(service, caller));
  }

  @Override
  void closeNodes() {
    pool.close();
  }
}
