package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a node, and can cut the connection when a request has gone through. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final AtomicInteger cuts = new AtomicInteger();

  CuttingProxy(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  PoolSettings.Node settings(String id) {
    return new PoolSettings.Node(id, "127.0.0.1", server.getLocalPort(), 1);
  }

  /** Swallows the next answers to stores, and cuts the connection instead. */
  void cutAnswersToStores(int count) {
    cuts.set(count);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket node = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> forward(client, node));
        Thread.ofVirtual().start(() -> answer(node, client));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void forward(Socket client, Socket node) {
    pump(client, node, false);
  }

  private void answer(Socket node, Socket client) {
    pump(node, client, true);
  }

  private void pump(Socket from, Socket to, boolean answers) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[65_536];
      for (int size = in.read(buffer); size > 0; size = in.read(buffer)) {
        if (answers && isStored(Arrays.copyOf(buffer, size)) && cuts.getAndDecrement() > 0) {
          return;
        }
        out.write(buffer, 0, size);
        out.flush();
      }
    } catch (IOException _) {
      return; // one side has gone: both are closed
    }
  }

  private static boolean isStored(byte[] answer) {
    return new String(answer, ISO_8859_1).startsWith("HD c");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
