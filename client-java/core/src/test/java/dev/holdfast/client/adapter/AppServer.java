package dev.holdfast.client.adapter;

import dev.holdfast.client.testing.SteeredSessionClient;

/** A server with the pages of the tests. */
public interface AppServer {
  /** Returns its URL, to which a path is put. */
  String address();

  /** Returns its client of the session service. */
  SteeredSessionClient client();
}
