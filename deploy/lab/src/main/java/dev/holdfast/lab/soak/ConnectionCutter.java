package dev.holdfast.lab.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands before one node, passes everything on, and cuts connections when it is told to. */
final class ConnectionCutter implements AutoCloseable {
  private static final int BUFFER_BYTES = 65_536;

  private final ServerSocket server;
  private final int nodePort;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition used = lock.newCondition();
  private final Set<Socket> usedByReplica = new HashSet<>(); // guarded by lock

  private ConnectionCutter(ServerSocket server, int nodePort) {
    this.server = server;
    this.nodePort = nodePort;
  }

  /** Starts to pass on, both ports on loopback; port 0 is any free one. */
  static ConnectionCutter start(int port, int nodePort) throws IOException {
    var server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    var cutter = new ConnectionCutter(server, nodePort);
    Thread.ofVirtual().start(cutter::accept);
    return cutter;
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * Waits for connections over which the node has answered, and cuts all of them.
   *
   * @param reset true to reset them, false to close them in order
   * @return false when there was none to cut within the time
   */
  boolean cut(boolean reset, Duration patience) throws IOException, InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!cutUsed(reset)) {
        if (left <= 0) {
          return false;
        }
        left = used.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean cutUsed(boolean reset) throws IOException {
    boolean cut = false;
    for (Socket replica : usedByReplica) {
      cut |= cutOne(replica, reset);
    }
    usedByReplica.clear();
    return cut;
  }

  /** A replica that took a node for silent may have ended the connection itself, just now. */
  private static boolean cutOne(Socket replica, boolean reset) throws IOException {
    try {
      replica.setSoLinger(reset, 0);
    } catch (SocketException _) {
      return false;
    }
    replica.close();
    return true;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket replica = server.accept();
        Thread.ofVirtual().start(() -> connect(replica));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void connect(Socket replica) {
    try {
      Socket node = new Socket(InetAddress.getLoopbackAddress(), nodePort);
      node.setTcpNoDelay(true);
      replica.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> pump(replica, node, () -> {}));
      Thread.ofVirtual().start(() -> pump(node, replica, () -> note(replica)));
    } catch (IOException _) {
      close(replica); // no node: the replica is told at once
    }
  }

  private void pump(Socket from, Socket to, Runnable passed) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int size = in.read(buffer); size > 0; size = in.read(buffer)) {
        out.write(buffer, 0, size);
        passed.run();
      }
    } catch (IOException _) {
      return; // one side has gone: both are closed
    } finally {
      forget(from, to);
    }
  }

  private void note(Socket replica) {
    lock.lock();
    try {
      if (!replica.isClosed() && usedByReplica.add(replica)) {
        used.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(Socket from, Socket to) {
    lock.lock();
    try {
      usedByReplica.remove(from);
      usedByReplica.remove(to);
    } finally {
      lock.unlock();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      System.err.println("closing a connection: " + e.getMessage());
    }
  }

  /** Accepts no more connections, and cuts those that were used. */
  @Override
  public void close() throws IOException {
    server.close();
    lock.lock();
    try {
      cutUsed(true);
    } finally {
      lock.unlock();
    }
  }
}
