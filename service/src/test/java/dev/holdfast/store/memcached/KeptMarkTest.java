package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptMarkTest {
  private static final Map<String, Long> STATS =
      Map.of("pid", 7L, "time", 1_000L, "uptime", 100L, "evictions", 3L);

  private final KeptMark mark = new KeptMark(Instant.ofEpochMilli(12), memory("pid", 7));

  private static KeptMark.Memory memory(String name, long value) {
    Map<String, Long> stats = new HashMap<>(STATS);
    stats.put(name, value);
    return Objects.requireNonNull(KeptMark.Memory.of(stats));
  }

  @Test
  void decodeReturnsWhatWasEncoded() {
    assertEquals(mark, KeptMark.decode(mark.encode()));
  }

  @Test
  void markIsKeptByTheSameProcessAloneAndNotOnceItHasEvicted() {
    assertTrue(mark.isKeptBy(memory("evictions", 3)));
    assertFalse(mark.isKeptBy(memory("evictions", 4)));
    assertFalse(mark.isKeptBy(memory("slab_reassign_evictions_nomem", 1)));
    assertFalse(mark.isKeptBy(memory("pid", 8)));
    assertFalse(mark.isKeptBy(memory("uptime", 10)));
  }

  @Test
  void memoryIsUnknownWhenTheStatisticsDoNotSay() {
    assertNull(KeptMark.Memory.of(Map.of("pid", 7L, "time", 1_000L, "uptime", 100L)));
    assertNull(KeptMark.Memory.of(Map.of("evictions", 0L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1 2 3", "1 2 3 x", "x 2 3 4", "1 -2 3 4", "1 2 3 4 5"})
  void decodeReturnsNoneWhenTheTextIsNotAMark(String text) {
    assertNull(KeptMark.decode(text.getBytes(US_ASCII)));
  }
}
