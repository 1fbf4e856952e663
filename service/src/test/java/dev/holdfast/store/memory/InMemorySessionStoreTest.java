package dev.holdfast.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Durability;
import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SessionStoreContract;
import dev.holdfast.store.SteerableClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemorySessionStoreTest implements SessionStoreContract {
  private static final Duration SLACK = Duration.ofMinutes(5);
  private static final int MAX_BYTES = 2_000_000;

  private final SteerableClock clock = new SteerableClock();
  private final SessionStore store = new InMemorySessionStore(MAX_BYTES, SLACK, clock);

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
  void findAnswersAbsentWhenEndAndSlackHavePassed() {
    StoreKey key = Samples.freshKey();
    created(key);

    clock.advance(Duration.ofMinutes(30).plus(SLACK));

    assertEquals(new Lookup.Absent(), store.find(key));
  }

  @Test
  void findStillAnswersWhenSlid() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    clock.advance(Duration.ofMinutes(20));
    Session slid = first.withTimes(first.times().slidTo(clock.instant()));
    store.slide(key, slid);

    clock.advance(Duration.ofMinutes(30));

    assertEquals(new Lookup.Found(slid), store.find(key));
  }

  @Test
  void writeIsRefusedAndNothingIsForgottenWhenFull() {
    Map<StoreKey, Session> written = fill();
    StoreKey key = Samples.freshKey();
    Session more = sized(key, 100_000);

    assertThrows(StoreUnavailableException.class, () -> store.write(key, Samples.create(more)));

    assertTrue(written.size() > 10);
    written.forEach((k, session) -> assertEquals(new Lookup.Found(session), store.find(k)));
    assertEquals(new Lookup.Absent(), store.find(key));
  }

  @Test
  void writeOfASmallerRecordAppliesWhenFull() {
    Map.Entry<StoreKey, Session> last = fill().entrySet().iterator().next();
    StoreKey key = last.getKey();

    applied(
        store.write(key, Samples.replace(last.getValue(), Samples.ended(key, last.getValue()))));
  }

  @Test
  void writeAppliesAgainWhenRoomWasGivenBack() {
    Map.Entry<StoreKey, Session> first = fill().entrySet().iterator().next();
    StoreKey key = first.getKey();
    store.write(key, Samples.replace(first.getValue(), Samples.ended(key, first.getValue())));

    StoreKey other = Samples.freshKey();

    applied(store.write(other, Samples.create(sized(other, 50_000))));
  }

  @Test
  void writeAppliesAgainWhenTheOldHaveExpired() {
    fill();
    clock.advance(Duration.ofMinutes(30).plus(SLACK));

    Map<StoreKey, Session> fresh = fill();

    assertTrue(fresh.size() > 10);
  }

  @Test
  void acquireIsRefusedWhenFull() {
    fill();
    assertThrows(StoreUnavailableException.class, this::takeLocks);
  }

  @Test
  void acquireWorksAgainWhenLeasesHaveRunOut() {
    fill();
    assertThrows(StoreUnavailableException.class, this::takeLocks);

    clock.advance(Duration.ofSeconds(5));

    store.acquire(Samples.freshKey(), Samples.lease(Samples.freshOwner(), clock));
  }

  @Test
  void writeIsRefusedForGoodWhenTheRecordIsLargerThanTheStore() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session huge = Samples.after(key, first, Samples.payload(MAX_BYTES));

    assertThrows(
        PayloadTooLargeException.class, () -> store.write(key, Samples.replace(first, huge)));

    assertEquals(new Lookup.Found(first), store.find(key));
  }

  @Test
  void constructorRefusesWhenThereIsNoRoomAtAll() {
    var thrown =
        assertThrows(InvalidInputException.class, () -> new InMemorySessionStore(0, SLACK, clock));
    assertEquals("max-bytes: 0 (expected: > 0)", thrown.getMessage());
  }

  private void takeLocks() {
    for (int i = 0; i < MAX_BYTES / 100; i++) {
      store.acquire(Samples.freshKey(), Samples.lease(Samples.freshOwner(), clock));
    }
  }

  /** Writes until the store has no room for one more of this size. */
  private Map<StoreKey, Session> fill() {
    Map<StoreKey, Session> written = new LinkedHashMap<>();
    while (true) {
      StoreKey key = Samples.freshKey();
      Session session = sized(key, 100_000);
      try {
        store.write(key, Samples.create(session));
      } catch (StoreUnavailableException _) {
        return written;
      }
      written.put(key, session);
    }
  }

  private Session sized(StoreKey key, int bytes) {
    Session small = Samples.first(key, clock, "");
    return new Session(
        small.version(), small.status(), small.times(), Samples.payload(bytes), small.log());
  }
}
