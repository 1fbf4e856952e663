package dev.holdfast.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which listener answers what, and what a start refuses. */
final class ListenersTest {
  private static RunningReplica replica;

  @BeforeAll
  static void start() {
    replica = new RunningReplica();
  }

  @AfterAll
  static void stop() {
    replica.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/metrics", "/openapi.yaml"})
  void operationsAreServedOnTheirListenerAlone(String path) {
    assertEquals(200, replica.send(replica.operations(path).build()).statusCode());
    assertEquals(404, replica.send(replica.rest(path).build()).statusCode());
  }

  @Test
  void theRingIsServedOnTheOperationsListenerAlone() {
    assertEquals(409, replica.send(replica.operations("/ring").build()).statusCode());
    assertEquals(404, replica.send(replica.rest("/ring").build()).statusCode());
  }

  @Test
  void sessionsAreNotServedOnTheOperationsListener() {
    replica.send(replica.put("x"));

    var response = replica.send(replica.operations(RunningReplica.PATH).build());

    assertEquals(404, response.statusCode());
    assertTrue(response.body().contains("ROUTE_NOT_FOUND"), response::body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "POST"})
  void problemsOfTheFrameworkDoNotRepeatTheKey(String method) {
    var request =
        replica.rest(RunningReplica.PATH).method(method, HttpRequest.BodyPublishers.noBody());

    var response = replica.send(request.build());

    assertEquals(405, response.statusCode());
    assertFalse(response.body().contains("session-key-number-1"), response::body);
  }

  @Test
  void openApiIsServedAsItIsWritten() throws IOException {
    try (InputStream file = ListenersTest.class.getResourceAsStream("/openapi/holdfast-v1.yaml")) {
      String written = new String(assertNotNullStream(file).readAllBytes(), UTF_8);

      assertEquals(written, replica.send(replica.operations("/openapi.yaml").build()).body());
    }
  }

  private static InputStream assertNotNullStream(InputStream stream) {
    assertNotNull(stream);
    return stream;
  }

  @Test
  void metricsCountRequestsByDoorCallAndOutcome() {
    replica.send(replica.rest("/v1/namespaces/default/sessions/never-written-key").build());

    String metrics = replica.send(replica.operations("/metrics").build()).body();

    assertTrue(
        metrics
            .lines()
            .anyMatch(
                line ->
                    line.startsWith("holdfast_requests_seconds_count")
                        && line.contains("call=\"get\"")
                        && line.contains("door=\"rest\"")
                        && line.contains("outcome=\"session_not_found\"")),
        metrics);
  }

  @Test
  void startRefusesAPoolWithoutAPepper() {
    var failure =
        assertThrows(RuntimeException.class, () -> new RunningReplica(poolAt("127.0.0.1:1")));

    assertTrue(deepest(failure) instanceof ConfigurationException, failure::toString);
    assertTrue(deepest(failure).getMessage().startsWith("no pepper"), failure::toString);
  }

  @Test
  void startRefusesAPortInUse() {
    var failure =
        assertThrows(
            RuntimeException.class,
            () -> new RunningReplica(Map.of("rest", Map.of("port", replica.restPort))));

    assertTrue(
        String.valueOf(deepest(failure).getMessage()).contains("Address already in use"),
        failure::toString);
  }

  private static Map<String, ?> poolAt(String address) {
    return Map.of(
        "store",
        Map.of("type", "memcached"),
        "pool",
        Map.of("nodes", List.of(Map.of("id", "a", "address", address))));
  }

  private static Throwable deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
