package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.store.Crowd;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that gather while a node has enough to do. */
class PipelineTest {
  private static final int CALLERS = 40;

  private final FakeNode node = new FakeNode(FakeNode.HEALTHY);
  private final Queue<String> kept = new ConcurrentLinkedQueue<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SteerableClock clock = new SteerableClock();
  private final MemcachedSessionStore store =
      MemcachedSessionStore.start(PoolSettings.of(List.of(node.settings("a"))), meters, clock);
  private boolean released;

  @BeforeEach
  void keepAnswersBack() {
    Await.until("the node is up", () -> MemcachedPool.isUp(store, 0));
    node.answer(this::keep);
  }

  @AfterEach
  void stop() {
    store.close();
    node.close();
  }

  private synchronized String keep(String line) {
    if (released) {
      return FakeNode.HEALTHY.apply(line);
    }
    kept.add(FakeNode.HEALTHY.apply(line));
    return "";
  }

  private synchronized void release() {
    released = true;
    node.say(String.join("", kept));
  }

  private double inFlight() {
    return meters.get("holdfast.node.inflight").gauge().value();
  }

  @Test
  void everyCallerIsAnsweredWhenCommandsGathered() {
    var first = CompletableFuture.supplyAsync(() -> Crowd.all(keys(2), store::find));
    Await.until("the node has enough to do", () -> kept.size() >= 2);
    var found = CompletableFuture.supplyAsync(() -> Crowd.all(keys(CALLERS), store::find));
    Await.until("all commands are on their way", () -> inFlight() >= CALLERS + 2);
    int sent = kept.size();

    release();

    assertEquals(Collections.nCopies(2, new Lookup.Absent()), first.join());
    assertEquals(Collections.nCopies(CALLERS, new Lookup.Absent()), found.join());
    assertTrue(sent < CALLERS, "all were sent before the first answer");
  }

  @Test
  void gatheredWritesAreKnownNotToBeAppliedWhenTheNodeFallsSilent() {
    List<Class<?>> failures = Crowd.all(keys(CALLERS), this::failure);

    long unknown = failures.stream().filter(OutcomeUnknownException.class::equals).count();
    long refused = failures.stream().filter(StoreUnavailableException.class::equals).count();
    assertEquals(CALLERS, unknown + refused, failures.toString());
    assertTrue(unknown > 0 && refused > 0, failures.toString());
  }

  private Class<?> failure(StoreKey key) {
    try {
      store.write(key, Samples.create(Samples.first(key, clock, "x")));
      return Void.class;
    } catch (OutcomeUnknownException | StoreUnavailableException e) {
      return e.getClass();
    }
  }

  private static List<StoreKey> keys(int count) {
    return Stream.generate(Samples::freshKey).limit(count).toList();
  }
}
