package dev.holdfast.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What callers see while a replica is told to stop. */
final class DrainTest {
  @Test
  void drainTurnsWaitersAwayAndGoesOnServing() throws Exception {
    try (RunningReplica replica = new RunningReplica()) {
      assertEquals(204, replica.send(replica.acquire("owner-one", "0")).statusCode());
      var waiting =
          replica
              .client()
              .sendAsync(replica.acquire("owner-two", "20"), HttpResponse.BodyHandlers.ofString());
      Assertions.assertThrows(
          TimeoutException.class, () -> waiting.get(200, TimeUnit.MILLISECONDS));

      Thread draining = Thread.ofVirtual().start(replica.server::drainAndClose);
      HttpResponse<String> turnedAway = waiting.get(20, TimeUnit.SECONDS);

      assertEquals(503, turnedAway.statusCode());
      assertTrue(turnedAway.body().contains("\"reason\":\"DRAINING\""), turnedAway::body);
      assertEquals("close", turnedAway.headers().firstValue("Connection").orElseThrow());
      assertEquals(503, replica.send(replica.operations("/health/ready").build()).statusCode());
      assertEquals(200, replica.send(replica.operations("/health/live").build()).statusCode());
      assertEquals(201, replica.send(replica.put("still served")).statusCode());
      replica.server.close();
      draining.join();
    }
  }
}
