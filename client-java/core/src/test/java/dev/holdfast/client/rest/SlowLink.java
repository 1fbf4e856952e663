package dev.holdfast.client.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands between a client and an endpoint, and slows down what passes when it is told to. */
final class SlowLink implements AutoCloseable {
  private static final long DRIP_MILLIS = 10;

  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final CopyOnWriteArrayList<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean drips;
  private volatile boolean takesNothing;

  SlowLink(InetSocketAddress target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** From now on answers come byte by byte. */
  void drip() {
    drips = true;
  }

  /** From now on what the client sends is not read any more, but for what is being read. */
  void takeNothing() {
    takesNothing = true;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket service = new Socket(target.getAddress(), target.getPort());
        service.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        open.add(client);
        open.add(service);
        start(() -> pass(client, service, false));
        start(() -> pass(service, client, true));
      }
    } catch (IOException over) {
      // The test is over.
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] bytes = new byte[1 << 10];
    try (from;
        to) {
      int count = from.getInputStream().read(bytes);
      while (count > 0 && !(takesNothing && !answers && closed.await(1, TimeUnit.MINUTES))) {
        for (int at = 0, some = count; at < count; at += some) {
          some = answers && drips ? 1 : count - at;
          to.getOutputStream().write(bytes, at, some);
          if (some < count && closed.await(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
            return;
          }
        }
        count = from.getInputStream().read(bytes);
      }
    } catch (IOException gone) {
      // One of both ended it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "slow-link");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
