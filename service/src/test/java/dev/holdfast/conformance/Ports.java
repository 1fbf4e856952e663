package dev.holdfast.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The ports of the three listeners, all on loopback.
 *
 * @param rest of the REST door
 * @param grpc of the gRPC door
 * @param operations of the operations listener
 */
record Ports(int rest, int grpc, int operations) {
  /** The ports that a replica takes by default. */
  static final Ports DEFAULT = new Ports(8080, 9090, 8081);

  /** Returns three ports that nobody listens on. */
  static Ports free() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket first = new ServerSocket(0, 1, loopback);
        ServerSocket second = new ServerSocket(0, 1, loopback);
        ServerSocket third = new ServerSocket(0, 1, loopback)) {
      return new Ports(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }
}
