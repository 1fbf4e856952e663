package dev.holdfast.client.rest;

import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.ClientTransport;
import dev.holdfast.client.SessionClient;

/** The transport {@code rest}. */
public final class RestTransport implements ClientTransport {
  /** A transport for the service loader. */
  public RestTransport() {}

  @Override
  public String name() {
    return ClientOptions.REST;
  }

  @Override
  public SessionClient open(ClientOptions options) {
    return RestSessionClient.open(options);
  }
}
