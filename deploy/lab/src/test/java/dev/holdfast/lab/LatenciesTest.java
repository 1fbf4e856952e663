package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
  private static final Answer.Page PAGE = new Answer.Page("a", 1, "app-1", "replica-1");

  @Test
  void millisAtIsTheNearestRankWhenPagesTookOneToHundredMillis() {
    var latencies =
        latenciesOf(IntStream.rangeClosed(1, 100).mapToObj(LatenciesTest::page).toList());

    assertEquals(50, latencies.millisAt(0.5));
    assertEquals(99, latencies.millisAt(0.99));
    assertEquals(100, latencies.millisAt(1));
  }

  @Test
  void millisAtLeavesOutClicksThatBroughtNoPage() {
    var failed = new Click(0, 60_000_000_000L, new Answer.Failure("no answer"));

    assertEquals(7, latenciesOf(List.of(page(7), failed)).millisAt(1));
  }

  @Test
  void millisAtIsZeroWhenThereIsNoPage() {
    assertEquals(0, latenciesOf(List.of()).millisAt(0.99));
  }

  private static Latencies latenciesOf(List<Click> clicks) {
    return new Latencies(List.of(new UserHistory(clicks, PAGE, 0)));
  }

  private static Click page(int millis) {
    return new Click(0, millis * 1_000_000L, PAGE);
  }
}
