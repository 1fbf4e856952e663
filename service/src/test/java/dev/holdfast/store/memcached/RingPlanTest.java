package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingPlanTest {
  private static final Seat A = new Seat(new PoolSettings.Node("a", "10.0.0.1", 11211, 1), false);
  private static final Seat B =
      new Seat(new PoolSettings.Node("b", "cache-b.example", 11212, 3), false);
  private static final Seat C = new Seat(new PoolSettings.Node("c", "10.0.0.3", 11211, 1), true);

  private final RingPlan rest = RingPlan.first(1, List.of(A, B));

  @Test
  void changeGoesThroughThreeSteps() {
    RingPlan moving = rest.changingTo(List.of(B, C));
    RingPlan finished = moving.finished();

    assertTrue(rest.isAtRest());
    assertEquals(new RingPlan(2, true, List.of(A, B), List.of(B, C)), moving);
    assertEquals(new RingPlan(3, false, List.of(A, B), List.of(B, C)), finished);
    assertFalse(finished.isAtRest());
    assertTrue(finished.isLaterThan(moving));
  }

  @Test
  void changeIsTakenBackToTheNodesBefore() {
    assertEquals(
        new RingPlan(3, false, List.of(B, C), List.of(A, B)),
        rest.changingTo(List.of(B, C)).takenBack());
  }

  @Test
  void decodeReadsWhatEncodeWrote() {
    RingPlan moving = rest.changingTo(List.of(B, C));

    assertEquals(moving, RingPlan.decode(moving.encode()));
    assertEquals(rest, RingPlan.decode(rest.encode()));
  }

  @Test
  void configuredNodeIsReachedByTheAddressOfTheConfiguration() {
    PoolSettings.Node own = new PoolSettings.Node("a", "127.0.0.1", 1234, 7);

    assertEquals(own.withWeight(1), A.seenFrom(List.of(own)));
    assertEquals(A.node(), A.seenFrom(List.of()));
  }

  @Test
  void nodeThatWasNamedLaterHasOneAddressForAll() {
    assertEquals(C.node(), C.seenFrom(List.of(new PoolSettings.Node("c", "127.0.0.1", 1, 1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "x steady",
        "1 idle",
        "1 steady\n+ a 10.0.0.1 11211",
        "1 steady\n+ a 10.0.0.1 x 1 named",
        "1 steady\n+ a! 10.0.0.1 11211 1 named",
        "1 steady\n+ a 10.0.0.1 11211 0 named"
      })
  void decodeTakesNothingElse(String text) {
    assertNull(RingPlan.decode(text.getBytes(US_ASCII)));
  }
}
