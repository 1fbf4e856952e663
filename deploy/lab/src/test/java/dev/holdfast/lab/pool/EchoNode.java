package dev.holdfast.lab.pool;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A node that sends back what it reads, and counts it. */
final class EchoNode implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private final AtomicLong received = new AtomicLong();
  private final Thread acceptor;

  EchoNode() throws IOException {
    acceptor = Thread.ofPlatform().daemon().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.startVirtualThread(() -> echo(socket));
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  long received() {
    return received.get();
  }

  private void echo(Socket socket) {
    try (socket) {
      InputStream input = socket.getInputStream();
      for (int next = input.read(); next >= 0; next = input.read()) {
        received.incrementAndGet();
        socket.getOutputStream().write(next);
      }
    } catch (IOException _) {
      // The link was cut.
    }
  }

  /** The port refuses only when the thread that accepts has gone. */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      acceptor.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
