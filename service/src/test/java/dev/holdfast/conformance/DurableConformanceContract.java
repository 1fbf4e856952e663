package dev.holdfast.conformance;

import dev.holdfast.store.postgres.PostgresServer;
import java.util.List;
import java.util.Optional;

/** What every door has to do over a pool with a database under it. */
abstract class DurableConformanceContract extends ConformanceContract {
  private final MemcachedPool pool = new MemcachedPool();

  @Override
  final List<String> nodes() {
    return pool.addresses();
  }

  @Override
  final Optional<String> database() {
    return Optional.of(PostgresServer.shared().freshDatabase());
  }

  @Override
  final void closeNodes() {
    pool.close();
  }
}
