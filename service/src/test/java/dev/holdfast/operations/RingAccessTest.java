package dev.holdfast.operations;

import static dev.holdfast.operations.OperatedReplica.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.wiring.RunningReplica;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may change the ring. */
final class RingAccessTest {
  private static final SteeredRing RING = new SteeredRing();

  private static OperatedReplica guarded;
  private static OperatedReplica closed;
  private static OperatedReplica poolless;

  @BeforeAll
  static void start() {
    guarded = OperatedReplica.start(RING, ConfigurationFile.NONE);
    closed =
        new OperatedReplica(
            new RunningReplica(Map.of(), ConfigurationFile.NONE, RING, RING::nodes));
    poolless = new OperatedReplica(new RunningReplica(OperatedReplica.WITH_TOKEN));
  }

  @AfterAll
  static void stop() {
    guarded.close();
    closed.close();
    poolless.close();
  }

  @ParameterizedTest
  @CsvSource({"PUT, /ring/nodes/d", "DELETE, /ring/nodes/a", "POST, /ring/reload"})
  void changesAskForATokenWhenThereIsNone(String method, String path) {
    HttpResponse<String> response = guarded.send(guarded.request(method, path, ""));

    assertProblem(401, "UNAUTHENTICATED", "no token", response);
    assertEquals("Bearer", response.headers().firstValue("WWW-Authenticate").orElse(""));
    assertEquals(3, RING.view().epoch());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /ring/nodes/d, Bearer another",
    "DELETE, /ring/nodes/a, Bearer another",
    "POST, /ring/reload, Bearer another",
    "DELETE, /ring/nodes/a, Basic a-token-for-tests",
    "DELETE, /ring/nodes/a, Bearer",
  })
  void changesAskForATokenWhenItIsAnother(String method, String path, String authorization) {
    HttpResponse<String> response =
        guarded.send(guarded.request(method, path, "").header("Authorization", authorization));

    assertProblem(401, "UNAUTHENTICATED", "expected: Authorization: Bearer", response);
    assertEquals("Bearer", response.headers().firstValue("WWW-Authenticate").orElse(""));
    assertFalse(response.body().contains("another"), response::body);
    assertEquals(3, RING.view().epoch());
  }

  @ParameterizedTest
  @CsvSource({"PUT, /ring/nodes/d", "DELETE, /ring/nodes/a", "POST, /ring/reload"})
  void changesAreClosedWhenNoOperatorHasAToken(String method, String path) {
    HttpResponse<String> response =
        closed.send(closed.request(method, path, "").header("Authorization", "Bearer any"));

    assertProblem(403, "CHANGES_CLOSED", "holdfast.operations.token-sha256", response);
    assertEquals(3, RING.view().epoch());
  }

  @ParameterizedTest
  @CsvSource({"GET, /ring", "DELETE, /ring/nodes/a", "POST, /ring/reload"})
  void callsAreRefusedWhenThereIsNoPool(String method, String path) {
    HttpResponse<String> response =
        poolless.send(
            poolless
                .request(method, path, "")
                .header("Authorization", "Bearer " + OperatedReplica.TOKEN));

    assertProblem(409, "NO_POOL", "this replica has no pool", response);
  }
}
