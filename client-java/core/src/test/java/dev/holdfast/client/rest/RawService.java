package dev.holdfast.client.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that answers with the very bytes it is told, or ends the connection instead. {@code
 * {mark}} stands for the mark of the request.
 */
final class RawService implements AutoCloseable {
  private final ServerSocket listener;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final CopyOnWriteArrayList<Socket> open = new CopyOnWriteArrayList<>();

  private final Thread acceptor;
  private volatile boolean endsAfterEachAnswer;

  interface Script {
    /**
     * Answers one request, whose head was read.
     *
     * @param turn the number of the request on its connection, from 1
     * @return the bytes of the answer; empty to end the connection without one
     */
    String answer(RawService service, int turn) throws IOException;
  }

  RawService(Script script) {
    this.script = script;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor = new Thread(this::accept, "raw-service");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  void endAfterEachAnswer() {
    endsAfterEachAnswer = true;
  }

  /** Takes no more connections, not even one on its way in; those there are go on. */
  void stopListening() throws IOException {
    listener.close();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends bytes that nobody has asked for over the connections there are. */
  void push(String bytes) throws IOException {
    for (Socket socket : open) {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread server = new Thread(() -> serve(socket), "raw-service");
        server.setDaemon(true);
        server.start();
      }
    } catch (IOException stopped) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String head = head(socket);
      for (int turn = 1; head != null; turn++) {
        String answer = script.answer(this, turn).replace("{mark}", mark(head));
        if (answer.isEmpty()) {
          return;
        }
        for (String piece : answer.split("\\|", -1)) {
          socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
          socket.getOutputStream().flush();
        }
        if (endsAfterEachAnswer) {
          return;
        }
        head = head(socket);
      }
    } catch (IOException gone) {
      // The client has closed it.
    }
  }

  private static @Nullable String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(head.length() - 4, 0)) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String mark(String head) {
    for (String line : head.split("\r\n")) {
      if (line.startsWith("Session-Request: ")) {
        return line.substring(line.indexOf(' ') + 1);
      }
    }
    return "";
  }

  @Override
  public void close() {
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
