package dev.holdfast.store.memcached;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that answers each line as a test says; an empty answer is silence. */
final class FakeNode implements AutoCloseable {
  /** Answers as a healthy node that holds nothing does. */
  static final Function<String, String> HEALTHY =
      line ->
          switch (line.substring(0, 2)) {
            case "mn" -> "MN\r\n";
            case "st" -> "END\r\n";
            case "mg" -> answer(line, "EN");
            default -> "";
          };

  private static final Pattern OPAQUE = Pattern.compile(" O\\d+");

  private final ServerSocket server;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Function<String, String> answers;

  FakeNode(Function<String, String> answers) {
    this.answers = answers;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Returns an answer that repeats the opaque number of the request. */
  static String answer(String line, String answer) {
    Matcher opaque = OPAQUE.matcher(line);
    return answer + (opaque.find() ? opaque.group() : "") + "\r\n";
  }

  PoolSettings.Node settings(String id) {
    return new PoolSettings.Node(id, "127.0.0.1", server.getLocalPort(), 1);
  }

  int connections() {
    return connections.get();
  }

  void answer(Function<String, String> other) {
    answers = other;
  }

  /** Sends something that nobody asked for on every connection. */
  void say(String text) {
    sockets.forEach(socket -> write(socket, text));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        write(socket, answers.apply(line));
      }
    } catch (IOException _) {
      sockets.remove(socket); // the other side has gone
    }
  }

  private static void write(Socket socket, String text) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    } catch (IOException _) {
      // the other side has gone, which is what some tests are about
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
