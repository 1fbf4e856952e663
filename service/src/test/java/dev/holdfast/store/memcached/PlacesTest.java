package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.session.StoreKey;
import dev.holdfast.store.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private long nanos = Long.MAX_VALUE - 1_000_000; // the clock may wrap around
  private final Places<String> places = new Places<>(() -> nanos);
  private final StoreKey key = Samples.freshKey();

  @Test
  void getAnswersWhatWasNotedLast() {
    places.put(key, "one");
    assertEquals("one", places.put(key, "two"));

    assertEquals("two", places.get(key));
    assertNull(places.get(Samples.freshKey()));
  }

  @Test
  void getAnswersNothingWhenAMinuteHasPassed() {
    places.put(key, "one");

    nanos += Duration.ofSeconds(60).toNanos() - 1;
    assertEquals("one", places.get(key));
    nanos += 1;
    assertNull(places.get(key));
  }

  @Test
  void peekAnswersNothingWhenHalfAMinuteHasPassed() {
    places.put(key, "one");
    assertEquals("one", places.peek(key));

    nanos += Duration.ofSeconds(30).toNanos();

    assertNull(places.peek(key));
  }

  @Test
  void placeIsTakenOverWhenAnotherKeyFallsUponIt() {
    places.put(key, "one");
    StoreKey rival = rivalOf(key);

    assertEquals("one", places.put(rival, "two"));

    assertNull(places.get(key));
    assertEquals("two", places.get(rival));
    assertEquals("two", places.peek(key));
  }

  @Test
  void removeForgetsTheKeyAndNoOther() {
    places.put(key, "one");
    StoreKey rival = rivalOf(key);

    assertNull(places.remove(rival));
    assertEquals("one", places.get(key));
    assertEquals("one", places.remove(key));
    assertNull(places.get(key));
  }

  @Test
  void removeOldPassesOnWhatIsTooOldAndKeepsTheRest() {
    places.put(key, "old");
    nanos += Duration.ofSeconds(60).toNanos();
    StoreKey fresh =
        Stream.generate(Samples::freshKey)
            .filter(k -> places.peek(k) == null)
            .findFirst()
            .orElseThrow();
    places.put(fresh, "fresh");
    List<String> removed = new ArrayList<>();

    places.removeOld(removed::add);

    assertEquals("fresh", places.get(fresh));
    assertEquals(placeIsShared(fresh) ? List.of() : List.of("old"), removed);
  }

  private boolean placeIsShared(StoreKey other) {
    Places<String> probe = new Places<>(() -> 0);
    probe.put(key, "x");
    return probe.peek(other) != null;
  }

  /** Returns another key with the same place. */
  private static StoreKey rivalOf(StoreKey key) {
    Places<String> probe = new Places<>(() -> 0);
    probe.put(key, "x");
    return Stream.generate(Samples::freshKey)
        .filter(other -> probe.peek(other) != null)
        .findFirst()
        .orElseThrow();
  }
}
