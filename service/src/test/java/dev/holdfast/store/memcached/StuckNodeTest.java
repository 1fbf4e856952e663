package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.Crowd;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Connections with more to send than fits. */
class StuckNodeTest {
  private static final int LARGE_BYTES = 900_000;

  private final SteerableClock clock = new SteerableClock();

  @Test
  void writesAreUnknownIfBegunAndNotAppliedIfNotWhenTheNodeStopsReading() {
    CountDownLatch end = new CountDownLatch(1);
    try (FakeNode node = new FakeNode(FakeNode.HEALTHY);
        MemcachedSessionStore store = started(PoolSettings.of(List.of(node.settings("a"))))) {
      Await.until("the node is up", () -> MemcachedPool.isUp(store, 0));
      node.answer(_ -> silenceUntil(end));

      List<Class<?>> failures = Crowd.all(keys(12), key -> failure(store, key));

      assertTrue(failures.contains(OutcomeUnknownException.class), failures.toString());
      assertTrue(failures.contains(StoreUnavailableException.class), failures.toString());
      end.countDown();
    }
  }

  @Test
  void recordsAreIntactWhenManyLargeOnesShareAConnection() {
    try (MemcachedProcess process = MemcachedProcess.start();
        MemcachedSessionStore store = started(patient(process))) {
      Await.until("the node is up", () -> MemcachedPool.isUp(store, 0));
      List<StoreKey> keys = keys(40);

      List<Session> written = Crowd.all(keys, key -> create(store, key));
      List<Lookup> found = Crowd.all(keys, store::find);

      assertEquals(written.stream().map(Lookup::of).toList(), found);
    }
  }

  private Session create(MemcachedSessionStore store, StoreKey key) {
    Session large = large(key);
    assertInstanceOf(WriteOutcome.Applied.class, store.write(key, Samples.create(large)));
    return large;
  }

  private Class<?> failure(MemcachedSessionStore store, StoreKey key) {
    try {
      store.write(key, Samples.create(large(key)));
      return WriteOutcome.class;
    } catch (StoreUnavailableException | OutcomeUnknownException e) {
      return e.getClass();
    }
  }

  private Session large(StoreKey key) {
    Session first = Samples.first(key, clock, "");
    return Samples.after(key, first, Samples.payload(LARGE_BYTES + key.hashCode() % 1000));
  }

  private static List<StoreKey> keys(int count) {
    return Stream.generate(Samples::freshKey).limit(count).toList();
  }

  private static String silenceUntil(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "";
  }

  private static PoolSettings patient(MemcachedProcess process) {
    return new PoolSettings(
        List.of(new PoolSettings.Node("a", "127.0.0.1", process.port(), 1)),
        PoolSettings.Mode.SINGLE,
        new PoolSettings.Deadlines(
            Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20)),
        PoolSettings.DEFAULT_MAX_IN_FLIGHT,
        PoolSettings.DEFAULT_SLACK);
  }

  private MemcachedSessionStore started(PoolSettings settings) {
    return MemcachedSessionStore.start(settings, new SimpleMeterRegistry(), clock);
  }
}
