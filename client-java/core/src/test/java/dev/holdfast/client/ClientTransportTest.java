package dev.holdfast.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.rest.RestSessionClient;
import org.junit.jupiter.api.Test;

final class ClientTransportTest {
  @Test
  void openAnswersAClientOverRestUnlessTold() {
    try (SessionClient client = SessionClient.open(ClientOptions.parse("http://127.0.0.1:1"))) {
      assertInstanceOf(RestSessionClient.class, client);
    }
  }

  @Test
  void openIsFoundByThreadsOfOtherClassLoaders() {
    Thread.currentThread().setContextClassLoader(null);
    try (SessionClient client = SessionClient.open(ClientOptions.parse("http://127.0.0.1:1"))) {
      assertInstanceOf(RestSessionClient.class, client);
    } finally {
      Thread.currentThread().setContextClassLoader(ClientTransportTest.class.getClassLoader());
    }
  }

  @Test
  void openNamesTheTransportThatIsNotThere() {
    ClientOptions options = ClientOptions.parse("http://127.0.0.1:1?transport=grpc");
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> SessionClient.open(options).close());
    assertEquals(
        "transport: grpc (expected: one of [rest]; grpc needs holdfast-client-grpc)",
        refusal.getMessage());
  }
}
