package dev.holdfast.client.rest;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections at their deadline where a timeout of the socket cannot: a write has none, and
 * TLS waits for the rest of a record anew with each byte of it.
 */
final class DeadlineGuard implements Closeable {
  private static final long THREAD_KEEP_SECONDS = 10;

  private final ScheduledThreadPoolExecutor timer;

  DeadlineGuard() {
    timer = new ScheduledThreadPoolExecutor(1, DeadlineGuard::thread);
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(THREAD_KEEP_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /**
   * Has a connection closed at a time by {@link System#nanoTime}, unless that is cancelled.
   *
   * @throws IOException when the client was closed
   */
  Future<?> closeAt(Socket connection, long end) throws IOException {
    long nanos = Math.max(end - System.nanoTime(), 0);
    try {
      return timer.schedule(() -> close(connection), nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      throw new IOException("the client is closed", e);
    }
  }

  private static void close(Socket connection) {
    try {
      connection.close();
    } catch (IOException gone) {
      // Whoever uses it sees that.
    }
  }

  /**
   * A thread outlives the request that it was started for, whose class loader it must not hold, nor
   * what that request's thread hands down.
   */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "holdfast-client", 0, false);
    thread.setContextClassLoader(DeadlineGuard.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
