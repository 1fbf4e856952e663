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

/** An endpoint that answers with the very bytes it is told, or ends the connection instead. */
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
      for (int turn = 1; readHead(socket); turn++) {
        String answer = script.answer(this, turn);
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
      }
    } catch (IOException gone) {
      // The client has closed it.
    }
  }

  private static boolean readHead(Socket socket) throws IOException {
    int ends = 0;
    while (ends < 4) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return false;
      }
      ends = next == "\r\n\r\n".charAt(ends) ? ends + 1 : next == '\r' ? 1 : 0;
    }
    return true;
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
