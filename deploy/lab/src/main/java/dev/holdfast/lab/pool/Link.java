package dev.holdfast.lab.pool;

import dev.holdfast.lab.pool.LinkMode.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The road from one replica to one node: a TCP proxy on loopback that can be cut, closed, slowed
 * and emptied. Each connection has a platform thread for each way, which forwards what it read
 * without a hand-over while the mode is PASS.
 */
final class Link implements AutoCloseable {
  private static final int CONNECT_MILLIS = 1000;
  private static final int BACKLOG = 64;

  private final int nodePort;
  private final InetSocketAddress address;
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final AtomicLong heldBytes = new AtomicLong();
  private ServerSocket listener;
  private Thread acceptor;
  private volatile LinkMode mode = LinkMode.PASS;

  /**
   * @param at where the replica connects; port 0 for any
   * @param nodePort where the node listens
   */
  Link(InetSocketAddress at, int nodePort) throws IOException {
    this.nodePort = nodePort;
    this.listener = open(at);
    this.address = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    this.acceptor = accept(listener);
  }

  int port() {
    return address.getPort();
  }

  LinkMode mode() {
    return mode;
  }

  /** Returns how many bytes have arrived and wait to be forwarded. */
  long heldBytes() {
    return heldBytes.get();
  }

  void hold(long bytes) {
    heldBytes.addAndGet(bytes);
  }

  /** Changes the treatment of all connections, and of the bytes that wait. */
  synchronized void set(LinkMode next) throws IOException {
    mode = next;
    if (next.kind() == Kind.REFUSE) {
      stopListening();
      cut();
    } else if (listener.isClosed()) {
      listener = open(address);
      acceptor = accept(listener);
    }
    notifyAll();
  }

  /** Resets every connection; new ones are treated as the mode says. */
  synchronized void cut() {
    wires.forEach(Wire::reset);
    notifyAll();
  }

  /**
   * Waits until bytes may go on.
   *
   * @param arrival when they came, as of {@link System#nanoTime}
   */
  synchronized void awaitTurn(Wire wire, LinkMode.Way way, long arrival)
      throws InterruptedException {
    while (!wire.isOver()) {
      Kind kind = mode.toward(way);
      long left = mode.pause().toNanos() - (System.nanoTime() - arrival);
      if (kind == Kind.BLACK_HOLE) {
        wait();
      } else if (kind == Kind.DELAY && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } else {
        return;
      }
    }
  }

  /** Lets the time of one byte pass, while bytes drip. */
  synchronized void awaitDrop(Wire wire, LinkMode.Way way) throws InterruptedException {
    long begin = System.nanoTime();
    long left = mode.pause().toNanos();
    while (!wire.isOver() && mode.toward(way) == Kind.DRIP && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = mode.pause().toNanos() - (System.nanoTime() - begin);
    }
  }

  void forget(Wire wire) {
    wires.remove(wire);
  }

  private static ServerSocket open(InetSocketAddress at) throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(at, BACKLOG);
    return socket;
  }

  /** The port is free again only when the thread that accepts has gone. */
  private void stopListening() throws IOException {
    listener.close();
    try {
      acceptor.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a link closed");
    }
  }

  private Thread accept(ServerSocket from) {
    return Thread.ofPlatform()
        .daemon()
        .name("link-" + address.getPort())
        .start(
            () -> {
              try {
                while (true) {
                  connect(from.accept());
                }
              } catch (IOException _) {
                // Closed: refused from now on.
              }
            });
  }

  private void connect(Socket replica) {
    var node = new Socket();
    try {
      node.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), nodePort), CONNECT_MILLIS);
      var wire = new Wire(this, replica, node);
      wires.add(wire);
      wire.start();
      if (mode.kind() == Kind.REFUSE) {
        wire.reset();
      }
    } catch (IOException _) {
      Wire.reset(replica);
      Wire.reset(node);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    mode = LinkMode.REFUSE;
    stopListening();
    cut();
  }
}
