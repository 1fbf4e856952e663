package dev.holdfast.store.memcached;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one connection on their way: first queued, then sent and waiting for their
 * answers in the same order. Any thread may add and expire; one at a time may write, and one may
 * read.
 */
final class CommandQueue {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Queue<NodeCommand> queued = new ConcurrentLinkedQueue<>();
  private final Queue<NodeCommand> sent = new ConcurrentLinkedQueue<>();
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private @Nullable NodeCommand writing;
  private int written;
  private final AtomicInteger awaiting = new AtomicInteger();

  /** Says no to a command, and why. */
  interface Refusal {
    /**
     * Fails a command.
     *
     * @param command what is failed
     * @param sent whether the node may have it
     */
    void fail(NodeCommand command, boolean sent);
  }

  void add(NodeCommand command) {
    queued.add(command);
  }

  /**
   * Writes all there is, many commands with one system call.
   *
   * @return whether all was written; if not, the socket has no room now
   */
  boolean writeTo(SocketChannel channel) throws IOException {
    while (fill()) {
      channel.write(out.flip());
      boolean full = out.hasRemaining();
      out.compact();
      if (full) {
        return false;
      }
    }
    return true;
  }

  /** Moves bytes of queued commands to the buffer, and returns whether there are any in it. */
  private boolean fill() {
    while (out.hasRemaining()) {
      NodeCommand command = writing == null ? next() : writing;
      if (command == null) {
        break;
      }
      int size = Math.min(out.remaining(), command.request().length - written);
      out.put(command.request(), written, size);
      written += size;
      writing = written == command.request().length ? null : command;
    }
    return out.position() > 0;
  }

  private @Nullable NodeCommand next() {
    NodeCommand command = queued.poll();
    if (command != null) {
      written = 0;
      awaiting.incrementAndGet();
      sent.add(command);
    }
    return command;
  }

  boolean isAnyQueued() {
    return !queued.isEmpty();
  }

  /** Returns how many commands were sent and are not answered yet. */
  int awaiting() {
    return awaiting.get();
  }

  /** Returns whether an answer is awaited since before {@code nanos}. */
  boolean isOlder(long nanos) {
    NodeCommand oldest = sent.peek();
    return oldest != null && oldest.madeNanos() - nanos < 0;
  }

  /** Returns the command that the next answer belongs to, if one is awaited. */
  @Nullable NodeCommand awaited() {
    return sent.peek();
  }

  /** Forgets the command that {@link #awaited()} returned: its answer is whole. */
  void answered() {
    sent.remove();
    awaiting.decrementAndGet();
  }

  /**
   * Fails the commands whose time is up. Those not sent yet never will be; the answers to the
   * others are still awaited.
   *
   * @return how many were taken out of the queue
   */
  int expire(long nowNanos, Refusal refusal) {
    for (NodeCommand command : sent) {
      if (command.isOverdue(nowNanos)) {
        refusal.fail(command, true);
      }
    }
    int removed = 0;
    for (NodeCommand command : queued.isEmpty() ? List.<NodeCommand>of() : List.copyOf(queued)) {
      if (command.isOverdue(nowNanos) && queued.remove(command)) {
        refusal.fail(command, false);
        removed++;
      }
    }
    return removed;
  }

  /** Fails every command. */
  void failAll(Refusal refusal) {
    for (NodeCommand command = queued.poll(); command != null; command = queued.poll()) {
      refusal.fail(command, false);
    }
    for (NodeCommand command : sent) {
      refusal.fail(command, true);
    }
  }
}
