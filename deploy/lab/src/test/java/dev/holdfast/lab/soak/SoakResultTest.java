package dev.holdfast.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SoakResultTest {
  private static final long MB = 1024 * 1024;
  private static final Footprint START = new Footprint(40, 3, 90, 30 * MB);

  @ParameterizedTest
  @CsvSource({"40, 3, 90, 30", "42, 3, 92, 40", "30, 2, 80, 20"})
  void complaintsAreNoneWhenNothingGrewBeyondTheTolerance(
      int threads, int connections, int fds, long heapMb) {
    var end = new Footprint(threads, connections, fds, heapMb * MB);

    assertEquals(List.of(), new SoakResult(START, end, 1000, 100, 10).complaints());
  }

  @ParameterizedTest
  @CsvSource({
    "43, 3, 90, 30, 'threads: 43.0 (expected: <= 42.0, 40.0 at the start)'",
    "40, 4, 90, 30, 'connections: 4.0 (expected: <= 3.0, 3.0 at the start)'",
    "40, 3, 93, 30, 'fds: 93.0 (expected: <= 92.0, 90.0 at the start)'",
    "40, 3, 90, 41, 'heap_mb: 41.0 (expected: <= 40.0, 30.0 at the start)'"
  })
  void complaintsNameWhatGrewBeyondTheTolerance(
      int threads, int connections, int fds, long heapMb, String complaint) {
    var end = new Footprint(threads, connections, fds, heapMb * MB);

    assertEquals(List.of(complaint), new SoakResult(START, end, 1000, 100, 0).complaints());
  }

  @Test
  void complaintsAllowATenthWhenTheHeapIsLarge() {
    var start = new Footprint(40, 3, 90, 200 * MB);

    assertEquals(
        List.of(), new SoakResult(start, new Footprint(40, 3, 90, 220 * MB), 1, 1, 0).complaints());
    assertEquals(
        1, new SoakResult(start, new Footprint(40, 3, 90, 221 * MB), 1, 1, 0).complaints().size());
  }

  @Test
  void complaintsNameFailuresWhenMoreThanATenthFailedOrNothingWasCalled() {
    assertEquals(
        List.of("failed: 11 of 100 calls (expected: at most a tenth)"),
        new SoakResult(START, START, 1, 100, 11).complaints());
    assertEquals(1, new SoakResult(START, START, 1, 0, 0).complaints().size());
  }

  @Test
  void printTellsFiguresTolerancesAndComplaints() {
    var out = new ByteArrayOutputStream();
    var result = new SoakResult(START, new Footprint(50, 3, 90, 31 * MB), 1000, 100, 1);

    result.print(new PrintStream(out, true));

    List<String> lines = out.toString().lines().toList();
    assertTrue(
        lines.containsAll(
            List.of(
                "threads_start=40",
                "threads_end=50",
                "connections_start=3",
                "fds_end=90",
                "heap_start_mb=30.0",
                "heap_end_mb=31.0",
                "cycles=1000",
                "calls=100",
                "failed=1",
                "too much: threads: 50.0 (expected: <= 42.0, 40.0 at the start)")),
        out.toString());
  }
}
