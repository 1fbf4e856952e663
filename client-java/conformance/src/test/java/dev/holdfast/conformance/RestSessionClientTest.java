package dev.holdfast.conformance;

import dev.holdfast.client.SessionClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestSessionClientTest implements SessionClientContract {
  private ConformanceService service;
  private SessionClient client;

  @BeforeAll
  void start() {
    service = Clients.service();
    client = Clients.rest(service, Clients.ANYBODY);
  }

  @AfterAll
  void stop() {
    client.close();
    service.close();
  }

  @Override
  public SessionClient client() {
    return client;
  }
}
