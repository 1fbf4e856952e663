package dev.holdfast.store.memcached;

import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The thread that waits for the answers of nodes. Where it also runs those who wait for them, an
 * answer wakes nobody: it is read where it is needed. Safe for use by many threads; no method
 * waits.
 */
public interface ReadLoop {
  /** Watches nothing: each node has a thread of its own that reads. */
  ReadLoop NONE = (channel, onReadable) -> null;

  /**
   * Runs a task whenever there is something to read, or the peer has closed the channel, until the
   * watch ends.
   *
   * @param channel connected, and in non-blocking mode
   * @param onReadable reads what there is; one call at a time, and it must not wait
   * @return the watch, or null if this does not watch channels
   */
  @Nullable Watch watch(SocketChannel channel, Runnable onReadable);

  /** A channel that is watched. */
  interface Watch {
    /**
     * Ends the watch, and then runs a task that may close the channel: no sooner, because the
     * number of a closed channel may already be that of another one.
     */
    void end(Runnable then);
  }
}
