package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.session.Durability;
import dev.holdfast.session.SessionStore;
import dev.holdfast.store.MeteredSessionStore;
import dev.holdfast.store.SessionStoreContract;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MeteredMemcachedSessionStoreTest implements SessionStoreContract {
  private static MemcachedPool pool;
  private static SessionStore store;

  @BeforeAll
  static void start() {
    pool = MemcachedPool.start(3);
    store = new MeteredSessionStore(pool.replica(), new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Override
  public SessionStore store() {
    return store;
  }

  @Override
  public SteerableClock clock() {
    return pool.clock();
  }

  @Override
  public Durability durability() {
    return Durability.ONE_COPY;
  }

  @Test
  void toStringTellsTheChainWhenAsked() {
    assertEquals(
        "MeteredSessionStore -> MemcachedSessionStore[node-0, node-1, node-2] with one copy of each session",
        store.toString());
  }
}
