package dev.holdfast.store.memcached;

import com.google.code.yanf4j.buffer.IoBuffer;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.CommandType;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import org.jspecify.annotations.Nullable;

/**
 * One command on its way: the bytes of the request, and a future of its {@link Reply}. The future
 * is completed once, by the answer, by the deadline or by the end of the connection; an answer that
 * comes later is read and dropped, so that the next command meets its own.
 */
abstract class NodeCommand extends Command {
  private static final int MAX_LINE_BYTES = 2048;

  private final byte[] request;
  private final long deadlineNanos;
  private final long madeNanos = System.nanoTime();
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();

  /**
   * @param request all bytes of the request, handed over
   * @param deadlineNanos when to give up, as {@link System#nanoTime()} tells
   */
  NodeCommand(byte[] request, long deadlineNanos) {
    super(CommandType.VERSION);
    this.request = request;
    this.deadlineNanos = deadlineNanos;
  }

  final byte[] request() {
    return request;
  }

  final CompletableFuture<Reply> reply() {
    return reply;
  }

  /** Returns when it was made, as {@link System#nanoTime()} tells. */
  final long madeNanos() {
    return madeNanos;
  }

  final boolean isOverdue(long nowNanos) {
    return nowNanos - deadlineNanos >= 0;
  }

  /**
   * Reads on.
   *
   * @return the reply once it is whole, or null when more bytes are needed
   * @throws ProtocolException if these are not the bytes of an answer
   */
  abstract @Nullable Reply read(ByteBuffer in);

  /** Returns where the line ends that begins here, or -1 when its end is not there yet. */
  static int endOfLine(ByteBuffer in) {
    int limit = Math.min(in.limit(), in.position() + MAX_LINE_BYTES);
    for (int i = in.position(); i < limit; i++) {
      if (in.get(i) == '\n') {
        return i;
      }
    }
    if (limit < in.limit()) {
      throw new ProtocolException("a line of more than " + MAX_LINE_BYTES + " bytes");
    }
    return -1;
  }

  @Override
  public final void encode() {
    ioBuffer = IoBuffer.wrap(request);
  }

  /** Not used: {@link NodeConnection} decodes by {@link #read}. */
  @Override
  public final boolean decode(MemcachedTCPSession session, ByteBuffer in) {
    Reply done = read(in);
    return done != null && reply.complete(done);
  }

  /** Tells the size only: the library prints commands in its debug log. */
  @Override
  public final String toString() {
    return "NodeCommand[" + request.length + " bytes]";
  }
}
