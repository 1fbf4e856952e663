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
import java.util.concurrent.Future;
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
  /** Fits into the buffers of the system, so that writing it cannot hang. */
  private static final int SHORT_BYTES = 16 << 10;

  /** The system keeps a buffer for each thread, as long as the longest write of that thread. */
  private static final int PIECE_BYTES = 64 << 10;

  /** Under the one that secures it: closing that one would wait for a write that hangs. */
  private final Socket plain;

  private final boolean secured;
  private final DeadlineGuard guard;
  private final AnswerReader answers;
  private final OutputStream out;
  private boolean refused;
  private long idleSinceNanos;

  private Connection(Socket plain, Socket socket, DeadlineGuard guard) throws IOException {
    this.plain = plain;
    this.secured = socket instanceof SSLSocket;
    this.guard = guard;
    this.answers = new AnswerReader(socket);
    this.out = socket.getOutputStream();
  }

  /**
   * Connects.
   *
   * @param tls null for {@code http}
   * @param limit for all of it, the handshake of TLS included
   */
  static Connection open(
      URI base, @Nullable SSLSocketFactory tls, Duration limit, DeadlineGuard guard)
      throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    String host = base.getHost().replaceAll("[\\[\\]]", "");
    int port = base.getPort() >= 0 ? base.getPort() : tls == null ? 80 : 443;
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Socket plain = channel.socket(); // Its reads have a timeout, and end when interrupted.
      plain.connect(new InetSocketAddress(host, port), (int) Math.max(limit.toMillis(), 1));
      if (tls == null) {
        return new Connection(plain, plain, guard);
      }
      SSLSocket secure = (SSLSocket) tls.createSocket(plain, host, port, true);
      Future<?> closing = guard.closeAt(plain, end);
      try {
        identify(secure);
      } finally {
        closing.cancel(false);
      }
      return new Connection(plain, secure, guard);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  /** Makes sure who is there. */
  private static void identify(SSLSocket secure) throws IOException {
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
  }

  /**
   * Sends a request and reads its answer.
   *
   * @param bodiless whether the answer has no body whatever it says: to HEAD
   * @param end by {@link System#nanoTime}
   * @throws IOException when there is no whole answer by then
   */
  HttpAnswer exchange(byte[] request, boolean bodiless, long end) throws IOException {
    if (!secured && request.length <= SHORT_BYTES) {
      return unguarded(request, bodiless, end);
    }
    Future<?> closing = guard.closeAt(plain, end);
    try {
      return unguarded(request, bodiless, end);
    } finally {
      closing.cancel(false);
    }
  }

  private HttpAnswer unguarded(byte[] request, boolean bodiless, long end) throws IOException {
    try {
      for (int at = 0; at < request.length; at += PIECE_BYTES) {
        out.write(request, at, Math.min(PIECE_BYTES, request.length - at));
      }
    } catch (IOException e) {
      refused = true;
      return answerBeforeTheEnd(bodiless, end, e);
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
    return !refused && answers.isAtItsEnd();
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
