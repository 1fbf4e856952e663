package dev.holdfast.client.rest;

import java.io.Closeable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that do not take a long request in time: a write has no timeout of its own. A
 * short one fits into the buffers of the system.
 */
final class WriteGuard implements Closeable {
  private static final int SHORT_BYTES = 16 << 10;
  private static final long THREAD_KEEP_SECONDS = 10;

  private final ScheduledThreadPoolExecutor timer;

  WriteGuard() {
    timer = new ScheduledThreadPoolExecutor(1, WriteGuard::thread);
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(THREAD_KEEP_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  static boolean isNeededFor(byte[] request) {
    return request.length > SHORT_BYTES;
  }

  /** Has a connection closed at a time by {@link System#nanoTime}, unless that is cancelled. */
  Future<?> closeAt(Connection connection, long end) {
    long nanos = Math.max(end - System.nanoTime(), 0);
    return timer.schedule(connection::close, nanos, TimeUnit.NANOSECONDS);
  }

  /** A thread outlives the request that it was started for, whose class loader it must not hold. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "holdfast-client");
    thread.setContextClassLoader(WriteGuard.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
