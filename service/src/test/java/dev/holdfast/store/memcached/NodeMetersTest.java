package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.store.Await;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeMetersTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MemcachedProcess process = MemcachedProcess.start();
  private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
  private final MemcachedSessionStore store =
      MemcachedSessionStore.start(
          PoolSettings.of(List.of(new PoolSettings.Node("a", "127.0.0.1", process.port(), 1))),
          meters,
          new SteerableClock());
  private final StoreKey key = Samples.freshKey();

  @AfterEach
  void stop() {
    store.close();
    process.close();
  }

  @Test
  void metersTellThatTheNodeIsUpWhenItAnswers() {
    Await.until("the node is up", () -> gauge("holdfast.node.up") == 1);
    double before = commands("answered");
    store.find(key);

    assertEquals(0, gauge("holdfast.node.breaker.state"));
    Await.until("nothing is in flight", () -> gauge("holdfast.node.inflight") == 0);
    assertEquals(1, counter("holdfast.node.connections"));
    assertTrue(commands("answered") >= before + 1);
  }

  @Test
  void metersTellThatTheNodeIsDownWhenItIsKilled() {
    Await.until("the node is up", () -> gauge("holdfast.node.up") == 1);

    process.kill();

    Await.until("the node is down", () -> gauge("holdfast.node.up") == 0);
    Await.until("the breaker is open", () -> gauge("holdfast.node.breaker.state") == 2);
    double before = commands("refused");
    assertThrows(StoreUnavailableException.class, () -> store.find(key));
    assertTrue(commands("refused") > before);
  }

  @Test
  void metersCountTheReconnectWhenTheNodeComesBack() {
    Await.until("the node is up", () -> gauge("holdfast.node.up") == 1);
    process.kill();
    process.startAgain();

    Await.until("it was connected again", () -> counter("holdfast.node.connections") >= 2);
    Await.until("the node is up", () -> gauge("holdfast.node.up") == 1);
  }

  @Test
  void closeEndsTheThreadsAndFailsLaterCallsAtOnce() {
    Await.until("the node is up", () -> gauge("holdfast.node.up") == 1);
    Set<Thread> own =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !threadsBefore.contains(thread))
            .filter(thread -> thread.getName().matches("(holdfast|Xmemcached|Heal).*"))
            .collect(Collectors.toSet());
    assertFalse(own.isEmpty());

    store.close();

    assertThrows(StoreUnavailableException.class, () -> store.find(key));
    Await.until("the threads have ended", () -> own.stream().noneMatch(Thread::isAlive));
    assertEquals("this replica is stopping", store.nodes().getFirst().reason());
  }

  private double gauge(String name) {
    return meters.get(name).tag("node", "a").gauge().value();
  }

  private double counter(String name) {
    return meters.get(name).tag("node", "a").functionCounter().count();
  }

  private double commands(String outcome) {
    return meters
        .get("holdfast.node.commands")
        .tags("node", "a", "outcome", outcome)
        .functionCounter()
        .count();
  }

  @Test
  void everyMeterNamesItsNodeWhenRegistered() {
    for (Meter meter : meters.getMeters()) {
      assertEquals("a", meter.getId().getTag("node"), meter.getId().getName());
    }
  }
}
