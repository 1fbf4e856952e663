package dev.holdfast.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Three real memcached processes. */
final class MemcachedPool implements AutoCloseable {
  private static final int SIZE = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(5);

  private final List<Node> nodes = new ArrayList<>();

  private record Node(int port, Process process) {}

  /** Starts the processes and returns once they listen. */
  MemcachedPool() {
    try {
      IntStream.range(0, SIZE).forEach(_ -> nodes.add(start(freePort())));
      nodes.forEach(MemcachedPool::awaitListening);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Returns where they listen, each {@code host:port}. */
  List<String> addresses() {
    return nodes.stream().map(node -> "127.0.0.1:" + node.port()).toList();
  }

  private static Node start(int port) {
    List<String> command = new ArrayList<>(List.of("memcached", "-l", "127.0.0.1", "-U", "0"));
    command.addAll(List.of("-p", Integer.toString(port), "-t", "1"));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    try {
      return new Node(
          port,
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("memcached (expected: on the PATH)", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitListening(Node node) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isListening(node.port())) {
      if (!node.process().isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("memcached does not listen on port " + node.port());
      }
      LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
    }
  }

  private static boolean isListening(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.process().destroyForcibly().onExit().join());
  }
}
