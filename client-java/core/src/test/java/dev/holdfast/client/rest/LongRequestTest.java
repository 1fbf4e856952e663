package dev.holdfast.client.rest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.transport.Attempt;
import dev.holdfast.client.transport.BrokenExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a request that may take long to send leaves behind. */
final class LongRequestTest {
  private static final int LONG_BYTES = 16 << 20;
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void threadOfTheClientInheritsNothing() throws Exception {
    AtomicBoolean inherited = new AtomicBoolean();
    InheritableThreadLocal<String> ofTheApplication =
        new InheritableThreadLocal<>() {
          @Override
          protected String childValue(String value) {
            inherited.set(true);
            return value;
          }
        };
    try (RawService service = new RawService((raw, turn) -> "");
        DeadlineGuard guard = new DeadlineGuard()) {
      Connections connections = new Connections(service.uri(), null, LONG, guard);
      ofTheApplication.set("loaded by the application");
      try (Connection connection = connections.open(LONG)) {
        byte[] request = new byte[LONG_BYTES];
        long end = System.nanoTime() + Duration.ofMillis(10).toNanos();
        assertThrows(IOException.class, () -> connection.exchange(request, false, end));
      }
      assertFalse(inherited.get());
    } finally {
      ofTheApplication.remove();
    }
  }

  @Test
  void callIsBrokenWhenTheClientIsClosedMeanwhile() {
    try (RawService service = new RawService((raw, turn) -> "");
        DeadlineGuard guard = new DeadlineGuard();
        RestEndpoint endpoint =
            new RestEndpoint(service.uri(), new Connections(service.uri(), null, LONG, guard))) {
      guard.close();
      RestRequest request = RestRequest.of("PUT", "/").bytes(new byte[LONG_BYTES]);
      Attempt attempt = new Attempt("mark", Duration.ZERO, LONG, false);
      assertThrows(BrokenExchange.class, () -> endpoint.send(request, attempt));
    }
  }
}
