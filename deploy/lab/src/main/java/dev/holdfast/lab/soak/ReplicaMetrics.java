package dev.holdfast.lab.soak;

import dev.holdfast.lab.MeasurementException;
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
record ReplicaMetrics(String text) {

  /** Asks a replica over a connection that is closed again. */
  static ReplicaMetrics ask(int operationsPort) throws MeasurementException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + operationsPort + "/metrics");
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
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
  long nodesUp() throws MeasurementException {
    return (long) sum("holdfast_node_up{");
  }

  /** How much of the heap is in use. */
  long heapBytes() throws MeasurementException {
    return (long) sum("jvm_memory_used_bytes{area=\"heap\"");
  }

  /** Adds up the samples whose lines begin so; there must be one at least. */
  private double sum(String beginning) throws MeasurementException {
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
