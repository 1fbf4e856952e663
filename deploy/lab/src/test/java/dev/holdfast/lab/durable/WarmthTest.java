package dev.holdfast.lab.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WarmthTest {
  private static final long HALF_SECOND = 500_000_000;

  @Test
  void peakIsTheMostReadsOfASecond() {
    assertEquals(90, warmth(0, 0, 40, 50, 10, 0).peak());
  }

  @Test
  void timeToCountsFromTheEmptyPoolToTheEndOfTheFirstWarmSecond() {
    Warmth warmth = warmth(0, 0, 100, 60, 6, 4, 0);

    assertEquals(Optional.of(Duration.ofMillis(1500)), warmth.timeTo(0.95, 2 * HALF_SECOND));
  }

  @Test
  void timeToIsEmptyWhenThePoolStaysCold() {
    assertTrue(warmth(0, 0, 100, 60, 60, 60).timeTo(0.95, 2 * HALF_SECOND).isEmpty());
  }

  @Test
  void secondWithoutReadsIsNotWarm() {
    List<Warmth.Sample> silence =
        List.of(
            new Warmth.Sample(0, 0, 10),
            new Warmth.Sample(2 * HALF_SECOND, 0, 10),
            new Warmth.Sample(4 * HALF_SECOND, 0, 10));

    assertTrue(new Warmth(silence).timeTo(0.95, 0).isEmpty());
  }

  @Test
  void windowsAreEmptyWithoutASecondOfSamples() {
    assertEquals(List.of(), new Warmth(List.of()).windows());
    assertEquals(List.of(), new Warmth(List.of(new Warmth.Sample(5, 1, 1))).windows());
  }

  /** A hundred reads each half second, of which so many went to the database. */
  private static Warmth warmth(int... databaseReads) {
    List<Warmth.Sample> samples = new ArrayList<>();
    double looked = 0;
    for (int each = 0; each < databaseReads.length; each++) {
      looked += databaseReads[each];
      samples.add(new Warmth.Sample(each * HALF_SECOND, looked, each * 100.0));
    }
    return new Warmth(samples);
  }
}
