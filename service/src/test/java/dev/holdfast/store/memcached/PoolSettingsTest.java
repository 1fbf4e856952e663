package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.session.InvalidInputException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PoolSettingsTest {
  private static final PoolSettings.Node A = new PoolSettings.Node("a", "10.0.0.1", 11211, 1);

  @Test
  void ofFillsInTheRestWhenOnlyNodesAreGiven() {
    PoolSettings settings = PoolSettings.of(List.of(A));

    assertEquals(Duration.ofMillis(250), settings.deadlines().command());
    assertEquals(Duration.ofMillis(600), settings.deadlines().operation());
    assertEquals(256, settings.maxInFlight());
    assertEquals(Duration.ofMinutes(5), settings.slack());
  }

  @Test
  void constructorTellsWhatIsWrongWhenANodeIs() {
    assertRefused(
        "node id: a b (expected: 1 to 64 of A-Z a-z 0-9 . _ -)",
        () -> new PoolSettings.Node("a b", "h", 1, 1));
    assertRefused(
        "host of a:   (expected: a name or an address)",
        () -> new PoolSettings.Node("a", " ", 1, 1));
    assertRefused(
        "port of a: 65536 (expected: 1 to 65535)",
        () -> new PoolSettings.Node("a", "h", 65_536, 1));
    assertRefused(
        "weight of a: 0 (expected: 1 to 100)", () -> new PoolSettings.Node("a", "h", 1, 0));
  }

  @Test
  void constructorTellsWhatIsWrongWhenThePoolIs() {
    assertRefused("nodes: none (expected: at least one)", () -> PoolSettings.of(List.of()));
    assertRefused(
        "node id: a (expected: each id once)",
        () -> PoolSettings.of(List.of(A, new PoolSettings.Node("a", "10.0.0.2", 11211, 1))));
    assertRefused(
        "address of b: 10.0.0.1:11211 (expected: each address once)",
        () -> PoolSettings.of(List.of(A, new PoolSettings.Node("b", "10.0.0.1", 11211, 1))));
  }

  @Test
  void constructorTellsWhatIsWrongWhenANumberIs() {
    var deadlines = PoolSettings.Deadlines.SINGLE;
    assertRefused(
        "command deadline: PT0S (expected: > 0)",
        () ->
            new PoolSettings.Deadlines(
                Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    assertRefused(
        "operation deadline: PT0.05S (expected: >= PT0.1S)",
        () ->
            new PoolSettings.Deadlines(
                Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(50)));
    assertRefused(
        "max-in-flight: 0 (expected: >= 1)",
        () -> new PoolSettings(List.of(A), PoolSettings.Mode.SINGLE, deadlines, 0, Duration.ZERO));
    assertRefused(
        "slack: PT-1S (expected: >= 0)",
        () ->
            new PoolSettings(
                List.of(A), PoolSettings.Mode.SINGLE, deadlines, 1, Duration.ofSeconds(-1)));
  }

  private static void assertRefused(String message, Executable work) {
    assertEquals(message, assertThrows(InvalidInputException.class, work).getMessage());
  }
}
