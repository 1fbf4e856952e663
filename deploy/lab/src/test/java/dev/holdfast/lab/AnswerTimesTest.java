package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class AnswerTimesTest {
  private static final String WRK =
      """
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     1.36ms    0.99ms  10.01s    87.50%
        Latency Distribution
           50%  750.00us
           75%    1.57ms
           90%    2.02ms
           99%    1.25s
        46120 requests in 2.00s, 250.00MB read
      """;

  @Test
  void ofWrkReadsEachUnit() throws MeasurementException {
    assertEquals(new AnswerTimes(0.75, 1250), AnswerTimes.ofWrk(WRK));
    assertEquals(new AnswerTimes(2, 1250), AnswerTimes.ofWrk(WRK.replace("750.00us", "  2.00ms")));
  }

  @Test
  void ofWrkThrowsWhenThereAreNone() {
    assertThrows(MeasurementException.class, () -> AnswerTimes.ofWrk("46120 requests in 2.00s"));
  }
}
