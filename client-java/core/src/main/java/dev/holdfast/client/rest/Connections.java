package dev.holdfast.client.rest;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** The connections to one endpoint. The one used last is used next, so that few are kept. */
final class Connections implements Closeable {
  /** Shorter than what servers and balancers allow, which close a connection without a word. */
  private static final long LONGEST_IDLE_NANOS = Duration.ofSeconds(30).toNanos();

  private final URI base;
  private final @Nullable SSLSocketFactory tls;
  private final Duration connectLimit;
  private final DeadlineGuard guard;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Set<Connection> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Makes connections, none so far.
   *
   * @param tls for {@code https}
   * @param connectLimit how long connecting may take
   */
  Connections(
      URI base, @Nullable SSLSocketFactory tls, Duration connectLimit, DeadlineGuard guard) {
    this.base = base;
    this.tls = base.getScheme().equals("https") ? tls : null;
    this.connectLimit = connectLimit;
    this.guard = guard;
  }

  /** Returns a connection that was used before; null when there is none. */
  @Nullable Connection kept() {
    Connection connection = idle.pollFirst();
    if (connection != null && isStale(connection)) {
      drop(connection);
      dropStale();
      return null;
    }
    if (connection != null && !connection.isQuiet()) {
      drop(connection);
      return null;
    }
    return connection;
  }

  /** Returns a new connection. */
  Connection open(Duration limit) throws IOException {
    requireOpen();
    Connection connection =
        Connection.open(base, tls, limit.compareTo(connectLimit) < 0 ? limit : connectLimit, guard);
    all.add(connection);
    if (closed) {
      drop(connection);
    }
    requireOpen();
    return connection;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the client is closed");
    }
  }

  /** Takes a connection back after an exchange. */
  void giveBack(Connection connection) {
    if (closed || !connection.isReusable()) {
      drop(connection);
      return;
    }
    connection.idleSince(System.nanoTime());
    idle.addFirst(connection);
    dropStale();
    if (closed) {
      close();
    }
  }

  /** Closes a connection that is not to be used again. */
  void drop(Connection connection) {
    all.remove(connection);
    connection.close();
  }

  private void dropStale() {
    for (Connection oldest = idle.peekLast();
        oldest != null && isStale(oldest);
        oldest = idle.peekLast()) {
      if (idle.removeLastOccurrence(oldest)) {
        drop(oldest);
      }
    }
  }

  private static boolean isStale(Connection connection) {
    return System.nanoTime() - connection.idleSince() > LONGEST_IDLE_NANOS;
  }

  /** Closes all, those that are in use as well. */
  @Override
  public void close() {
    closed = true;
    idle.clear();
    all.forEach(this::drop);
  }
}
