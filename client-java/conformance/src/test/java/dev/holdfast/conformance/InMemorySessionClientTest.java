package dev.holdfast.conformance;

import dev.holdfast.client.SessionClient;
import dev.holdfast.client.testing.InMemorySessionClient;

final class InMemorySessionClientTest implements SessionClientContract {
  private final SessionClient client = new InMemorySessionClient();

  @Override
  public SessionClient client() {
    return client;
  }
}
