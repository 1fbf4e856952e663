package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecentCopiesTest {
  private static final int MEGABYTE = 1024 * 1024;

  private long nanos;
  private final SteerableClock clock = new SteerableClock();
  private final RecentCopies recent = new RecentCopies(() -> nanos);

  @Test
  void sessionIsWhatWasSeenLast() {
    StoreKey key = Samples.freshKey();
    Session first = Samples.first(key, clock, "first");
    Session second = Samples.after(key, first, "second");
    recent.put(key, new Copy(first, 1, null));
    recent.put(key, new Copy(second, 2, null));

    assertEquals(Optional.of(second), recent.session(key));
  }

  @Test
  void sessionIsForgottenWhenTheKeyWasSeenToBeAbsent() {
    StoreKey key = Samples.freshKey();
    recent.put(key, new Copy(Samples.first(key, clock, "first"), 1, null));

    recent.put(key, new Copy(null, 0, null));

    assertEquals(Optional.empty(), recent.session(key));
  }

  @Test
  void largeRecordsShareABudget() {
    List<StoreKey> keys = Stream.generate(Samples::freshKey).limit(40).toList();

    keys.forEach(key -> recent.put(key, large(key)));

    long remembered = keys.stream().filter(key -> recent.session(key).isPresent()).count();
    assertTrue(remembered > 10 && remembered <= 16, "remembered: " + remembered);
  }

  @Test
  void largeRecordsAreRememberedAgainWhenOldOnesHaveTimedOut() {
    Stream.generate(Samples::freshKey).limit(40).forEach(key -> recent.put(key, large(key)));
    nanos += Duration.ofSeconds(60).toNanos();
    StoreKey key = Samples.freshKey();

    recent.put(key, large(key));

    assertTrue(recent.session(key).isPresent());
  }

  @Test
  void largeRecordsDoNotUseUpTheBudgetWhenTheyReplaceEachOther() {
    StoreKey key = Samples.freshKey();
    for (int i = 1; i <= 100; i++) {
      recent.put(key, new Copy(large(key).session(), i, null));
    }

    assertTrue(recent.session(key).isPresent());
  }

  private Copy large(StoreKey key) {
    Session small = Samples.first(key, clock, "");
    return new Copy(Samples.after(key, small, Samples.payload(MEGABYTE)), 1, null);
  }
}
