package dev.holdfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.memory.InMemorySessionStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MeteredSessionStoreTest implements SessionStoreContract {
  private final SteerableClock clock = new SteerableClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SessionStore memory =
      new InMemorySessionStore(1 << 24, Duration.ofMinutes(5), clock);
  private final SessionStore store = new MeteredSessionStore(memory, meters);
  private final StoreKey key = Samples.freshKey();

  @Override
  public SessionStore store() {
    return store;
  }

  @Override
  public SteerableClock clock() {
    return clock;
  }

  @Override
  public Durability durability() {
    return Durability.MEMORY;
  }

  @Test
  void findIsCountedByWhatItFindsWhenCalled() {
    Session first = created(key);
    store.find(key);
    store.find(key);
    store.find(Samples.freshKey());
    store.write(key, Samples.replace(first, Samples.ended(key, first)));
    store.find(key);

    assertEquals(2, count("find", "found"));
    assertEquals(1, count("find", "absent"));
    assertEquals(1, count("find", "ended"));
  }

  @Test
  void writeIsCountedByItsOutcomeWhenCalled() {
    created(key);
    store.write(key, Samples.create(Samples.first(key, clock, "rival")));

    assertEquals(1, count("write", "applied"));
    assertEquals(1, count("write", "conflict"));
  }

  @Test
  void failuresAreCountedAndPassedOnWhenTheStoreFails() {
    assertFailureIsCounted("unavailable", () -> new StoreUnavailableException("x"));
    assertFailureIsCounted("unknown", () -> new OutcomeUnknownException("x"));
    assertFailureIsCounted("too-large", () -> new PayloadTooLargeException("x"));
    assertFailureIsCounted("failed", () -> new IllegalStateException("x"));
  }

  private void assertFailureIsCounted(String outcome, Supplier<RuntimeException> failure) {
    SessionStore failing = new MeteredSessionStore(new Failing(memory, failure), meters);
    SessionWrite write = Samples.create(Samples.first(key, clock, "a"));

    assertThrows(failure.get().getClass(), () -> failing.find(key));
    assertThrows(failure.get().getClass(), () -> failing.write(key, write));

    assertEquals(1, count("find", outcome));
    assertEquals(1, count("write", outcome));
  }

  private long count(String call, String outcome) {
    return meters.get("holdfast.store").tags("call", call, "outcome", outcome).timer().count();
  }

  /** A store that never answers. */
  private static final class Failing extends ForwardingSessionStore {
    private final Supplier<RuntimeException> failure;

    Failing(SessionStore delegate, Supplier<RuntimeException> failure) {
      super(delegate);
      this.failure = failure;
    }

    @Override
    public Lookup find(StoreKey key) {
      throw failure.get();
    }

    @Override
    public WriteOutcome write(StoreKey key, SessionWrite write) {
      throw failure.get();
    }
  }
}
