package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class LoadReportTest {
  private static final String WRK =
      """
      Running 2s test @ http://127.0.0.1:8180
        2 threads and 32 connections
        115000 requests in 2.00s, 250.00MB read
      Requests/sec:  57341.25
      Transfer/sec:    125.00MB
      """;

  private static final String H2LOAD =
      """
      finished in 4.00s, 23456.75 req/s, 52.10MB/s
      requests: 93827 total, 93859 started, 93827 done, 93827 succeeded, 0 failed, 0 errored, 0 timeout
      """;

  private static final String PGBENCH =
      """
      number of transactions actually processed: 32134
      number of failed transactions: 0 (0.000%)
      latency average = 9.938 ms
      tps = 6439.636950 (without initial connection time)
      """;

  @Test
  void ofPgbenchReadsCountAndRate() throws MeasurementException {
    assertEquals(new LoadReport(32_134, 6_439.63695), LoadReport.ofPgbench(PGBENCH));
  }

  @Test
  void ofPgbenchThrowsWhenTransactionsFailed() {
    String output = PGBENCH.replace("failed transactions: 0", "failed transactions: 5");

    assertThrows(MeasurementException.class, () -> LoadReport.ofPgbench(output));
  }

  @Test
  void ofWrkReadsCountAndRate() throws MeasurementException {
    assertEquals(new LoadReport(115_000, 57_341.25), LoadReport.ofWrk(WRK));
  }

  @Test
  void ofWrkThrowsWhenAnswersWereErrors() {
    String output = WRK + "  Non-2xx or 3xx responses: 12\n";

    assertThrows(MeasurementException.class, () -> LoadReport.ofWrk(output));
  }

  @Test
  void ofWrkThrowsWhenConnectionsBroke() {
    String output = WRK + "  Socket errors: connect 0, read 3, write 0, timeout 0\n";

    assertThrows(MeasurementException.class, () -> LoadReport.ofWrk(output));
  }

  @Test
  void ofWrkThrowsWhenThereIsNoFigure() {
    assertThrows(MeasurementException.class, () -> LoadReport.ofWrk("unable to connect"));
  }

  @Test
  void ofH2loadReadsCountAndRate() throws MeasurementException {
    assertEquals(new LoadReport(93_827, 23_456.75), LoadReport.ofH2load(H2LOAD));
  }

  @Test
  void ofH2loadThrowsWhenRequestsFailed() {
    String output = H2LOAD.replace("0 failed", "7 failed");

    assertThrows(MeasurementException.class, () -> LoadReport.ofH2load(output));
  }
}
