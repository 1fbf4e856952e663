package dev.holdfast.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * The meters of a replica at one moment.
 *
 * @param text what {@code /metrics} answered, in the Prometheus text format
 */
public record ReplicaMetrics(String text) {

  /** Asks a replica over a connection that is closed again. */
  public static ReplicaMetrics ask(int operationsPort)
      throws MeasurementException, InterruptedException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return ask(client, operationsPort);
    }
  }

  /** Asks a replica over a connection of this client. */
  public static ReplicaMetrics ask(HttpClient client, int operationsPort)
      throws MeasurementException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + operationsPort + "/metrics");
    try {
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new MeasurementException(address + " answered " + answer.statusCode());
      }
      return new ReplicaMetrics(answer.body());
    } catch (IOException e) {
      throw new MeasurementException(address + " does not answer", e);
    }
  }

  /** How many nodes the replica sends calls to. */
  public long nodesUp() throws MeasurementException {
    return (long) sum("holdfast_node_up{");
  }

  /** How much of the heap is in use. */
  public long heapBytes() throws MeasurementException {
    return (long) sum("jvm_memory_used_bytes{area=\"heap\"");
  }

  /** How many calls its doors have answered. */
  long requests() throws MeasurementException {
    return (long) sum("holdfast_requests_seconds_count{");
  }

  /** How many transactions with writes it has committed to its database. */
  long commits() throws MeasurementException {
    return (long) sum("holdfast_database_commits_total");
  }

  /** How many rows those transactions have changed. */
  long committedRows() throws MeasurementException {
    return (long) sum("holdfast_database_rows_total");
  }

  /** Adds up the samples whose lines begin so; there must be one at least. */
  public double sum(String beginning) throws MeasurementException {
    double[] values =
        text.lines()
            .filter(line -> line.startsWith(beginning))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .toArray();
    if (values.length == 0) {
      throw new MeasurementException("/metrics has no line that begins with " + beginning);
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
