package dev.holdfast.client.rest;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/1.1 that carries one exchange at a time, on the thread of its caller: a
 * session is asked for by a thread that has nothing else to do, and waking others costs more than
 * the exchange. An interrupt closes it.
 */
final class Connection implements Closeable {
  /** Under the one that secures it: closing that one would wait for a write that hangs. */
  private final Socket plain;

  private final AnswerReader answers;
  private final OutputStream out;
  private long idleSinceNanos;

  private Connection(Socket plain, Socket socket) throws IOException {
    this.plain = plain;
    this.answers = new AnswerReader(socket);
    this.out = socket.getOutputStream();
  }

  /**
   * Connects.
   *
   * @param tls null for {@code http}
   */
  static Connection open(URI base, @Nullable SSLSocketFactory tls, Duration limit)
      throws IOException {
    String host = base.getHost().replaceAll("[\\[\\]]", "");
    int port = base.getPort() >= 0 ? base.getPort() : tls == null ? 80 : 443;
    int millis = (int) Math.max(limit.toMillis(), 1);
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Socket plain = channel.socket(); // Its reads have a timeout, and end when interrupted.
      plain.connect(new InetSocketAddress(host, port), millis);
      plain.setSoTimeout(millis);
      return new Connection(plain, tls == null ? plain : secured(plain, tls, host, port));
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static Socket secured(Socket plain, SSLSocketFactory tls, String host, int port)
      throws IOException {
    SSLSocket secure = (SSLSocket) tls.createSocket(plain, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /**
   * Sends a request and reads its answer.
   *
   * @param bodiless whether the answer has no body whatever it says: to HEAD
   * @param end by {@link System#nanoTime}
   * @throws java.net.SocketTimeoutException when there is no whole answer by then
   */
  HttpAnswer exchange(byte[] request, boolean bodiless, long end) throws IOException {
    try {
      out.write(request);
    } catch (IOException refused) {
      return answerBeforeTheEnd(bodiless, end, refused);
    }
    return answers.read(bodiless, end);
  }

  /** A service that takes no more of a request may have said why. */
  private HttpAnswer answerBeforeTheEnd(boolean bodiless, long end, IOException refused)
      throws IOException {
    try {
      return answers.read(bodiless, end);
    } catch (IOException e) {
      throw refused;
    }
  }

  /** Whether nothing has come since the last answer, which the next one would be taken for. */
  boolean isQuiet() {
    try {
      return plain.getInputStream().available() == 0;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Whether another exchange may follow. */
  boolean isReusable() {
    return answers.isAtItsEnd();
  }

  void idleSince(long nanos) {
    idleSinceNanos = nanos;
  }

  long idleSince() {
    return idleSinceNanos;
  }

  /** Closes it; what is under way on it fails. */
  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException gone) {
      // Nobody is told: it is not used any more.
    }
  }
}
