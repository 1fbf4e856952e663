package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Lease;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that does as it is told, and a network that loses its answers. */
class LostAnswerTest {
  private static final PoolSettings.Deadlines PATIENT =
      new PoolSettings.Deadlines(
          Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));

  private final SteerableClock clock = new SteerableClock();
  private final MemcachedProcess process = MemcachedProcess.start();
  private final CuttingProxy proxy = new CuttingProxy(process.port());
  private final MemcachedSessionStore store =
      MemcachedSessionStore.start(
          new PoolSettings(
              List.of(proxy.settings("a")),
              PoolSettings.Mode.SINGLE,
              PATIENT,
              PoolSettings.DEFAULT_MAX_IN_FLIGHT,
              PoolSettings.DEFAULT_SLACK),
          new SimpleMeterRegistry(),
          clock);
  private final StoreKey key = Samples.freshKey();
  private final Session first = Samples.first(key, clock, "first");

  LostAnswerTest() {
    Await.until("the node is up", () -> MemcachedPool.isUp(store, 0));
  }

  @AfterEach
  void stop() {
    store.close();
    proxy.close();
    process.close();
  }

  @Test
  void writeAppliesWhenOnlyItsAnswerWasLost() {
    proxy.cutAnswersToStores(1);

    assertInstanceOf(WriteOutcome.Applied.class, store.write(key, Samples.create(first)));

    assertEquals(new Lookup.Found(first), store.find(key));
  }

  @Test
  void writeOverABaseAppliesWhenOnlyItsAnswerWasLost() {
    store.write(key, Samples.create(first));
    Session second = Samples.after(key, first, "second");
    proxy.cutAnswersToStores(1);

    assertInstanceOf(WriteOutcome.Applied.class, store.write(key, Samples.replace(first, second)));

    assertEquals(new Lookup.Found(second), store.find(key));
  }

  @Test
  void acquireGivesTheLockWhenOnlyItsAnswerWasLost() {
    Lease lease = Samples.lease(Samples.freshOwner(), clock);
    proxy.cutAnswersToStores(1);

    assertInstanceOf(Acquisition.Acquired.class, store.acquire(key, lease));

    assertEquals(Optional.of(lease), store.holder(key));
  }

  @Test
  void renewIsUnknownWhenItsAnswerWasLost() {
    Lease lease = Samples.lease(Samples.freshOwner(), clock);
    store.acquire(key, lease);
    proxy.cutAnswersToStores(1);

    assertThrows(OutcomeUnknownException.class, () -> store.renew(key, lease));
  }
}
