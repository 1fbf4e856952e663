package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ReplicaMetricsTest {
  private static final ReplicaMetrics METRICS =
      new ReplicaMetrics(
          """
          # HELP holdfast_node_up Whether calls are sent to the node
          holdfast_node_up{node="a"} 1.0
          holdfast_node_up{node="b"} 0.0
          holdfast_node_up{node="c"} 1.0
          jvm_memory_used_bytes{area="heap",id="Eden Space"} 1.5E7
          jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 20.0
          jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 900.0
          holdfast_requests_seconds_bucket{call="get",door="rest",outcome="ok",le="0.001"} 70.0
          holdfast_requests_seconds_count{call="get",door="rest",outcome="ok"} 90.0
          holdfast_requests_seconds_count{call="put",door="grpc",outcome="ok"} 7.0
          holdfast_requests_seconds_sum{call="get",door="rest",outcome="ok"} 0.5
          holdfast_database_commits_total 4.0
          holdfast_database_rows_total 100.0
          """);

  @Test
  void nodesUpCountsThoseThatAreUp() throws MeasurementException {
    assertEquals(2, METRICS.nodesUp());
  }

  @Test
  void heapBytesAddsUpTheHeapOnly() throws MeasurementException {
    assertEquals(15_000_020, METRICS.heapBytes());
  }

  @Test
  void requestsAddsUpAllCallsOfAllDoors() throws MeasurementException {
    assertEquals(97, METRICS.requests());
  }

  @Test
  void commitsAndTheirRowsAreToldApart() throws MeasurementException {
    assertEquals(4, METRICS.commits());
    assertEquals(100, METRICS.committedRows());
  }

  @Test
  void heapBytesThrowsWhenThereIsNoSuchMeter() {
    assertThrows(MeasurementException.class, () -> new ReplicaMetrics("").heapBytes());
  }
}
