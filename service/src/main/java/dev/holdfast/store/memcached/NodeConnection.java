package dev.holdfast.store.memcached;

import com.google.code.yanf4j.buffer.IoBuffer;
import com.google.code.yanf4j.core.EventType;
import com.google.code.yanf4j.nio.NioSessionConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import net.rubyeye.xmemcached.CommandFactory;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection to a node, for its whole life; the next one is another object with a larger
 * {@link #id()}. Every command it takes is answered, refused or failed: none is forgotten.
 *
 * <p>It differs from the library's session in three ways. A line that answers nothing ends the
 * connection, where the library would wait for ever for a command to match it. Closing never waits
 * for the peer. And a caller that finds nobody writing writes at once, together with whatever else
 * is queued, instead of waking the reactor for it; while many answers are awaited, commands gather
 * instead, so that one system call here and one at the node carry many.
 */
final class NodeConnection extends MemcachedTCPSession implements NodeLink {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** From so many unanswered commands on, more are gathered until an answer comes. */
  private static final int PIPELINE = 2;

  /** How long the oldest answer may be awaited before the node is late. */
  private static final long LAG_NANOS = Duration.ofMillis(20).toNanos();

  private final long id;
  private final ConnectionTerms terms;
  private final CommandQueue commands = new CommandQueue();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger writeRequests = new AtomicInteger();
  private volatile long lastReadNanos;
  private final RingLease lease = new RingLease();
  private volatile boolean marked;
  private volatile boolean watched;
  private ReadLoop.@Nullable Watch watch;
  private volatile String closeReason = "the connection was closed";

  /**
   * What the library passes on to a new session.
   *
   * @param config the channel and its handlers
   * @param commands makes the library's own commands
   */
  record Wiring(NioSessionConfig config, CommandFactory commands) {}

  NodeConnection(long id, ConnectionTerms terms, Wiring wiring) {
    super(wiring.config(), 1, null, 0, wiring.commands());
    this.id = id;
    this.terms = terms;
    setReadBuffer(IoBuffer.wrap(ByteBuffer.allocateDirect(BUFFER_BYTES)));
    setAllowReconnect(false);
  }

  /** Returns the number of this connection: it grows with each new one of the same node. */
  long id() {
    return id;
  }

  @Override
  public String nodeId() {
    return terms.nodeId();
  }

  @Override
  public boolean isTrusted() {
    return marked && (!terms.replicated() || lease.isValid());
  }

  @Override
  public boolean isMarked() {
    return marked;
  }

  /** Notes that {@link #isMarked()} from now on. */
  void mark() {
    marked = true;
  }

  /** Returns what the node says of the ring. */
  RingLease lease() {
    return lease;
  }

  @Override
  public boolean isLagging() {
    long now = System.nanoTime();
    return commands.isOlder(now - LAG_NANOS) && now - lastReadNanos > LAG_NANOS;
  }

  int inFlight() {
    return inFlight.get();
  }

  /** Returns when the node last sent anything, as {@link System#nanoTime()} tells. */
  long lastReadNanos() {
    return lastReadNanos;
  }

  String closeReason() {
    return closeReason;
  }

  @Override
  public CompletableFuture<Reply> send(MetaRequest request, long deadlineNanos) {
    return send(new MetaCommand(request, deadlineNanos));
  }

  CompletableFuture<Reply> send(NodeCommand command) {
    CompletableFuture<Reply> reply = enqueue(command);
    sendQueued();
    return reply;
  }

  @Override
  public CompletableFuture<Reply> enqueue(MetaRequest request, long deadlineNanos) {
    return enqueue(new MetaCommand(request, deadlineNanos));
  }

  private CompletableFuture<Reply> enqueue(NodeCommand command) {
    if (inFlight.incrementAndGet() > terms.maxInFlight()) {
      inFlight.decrementAndGet();
      terms.tally().refused().increment();
      command.reply().complete(failed(false, "busy"));
      return command.reply();
    }
    commands.add(command);
    return command.reply();
  }

  /**
   * Writes what is queued, unless the node has enough to do: then the reader writes it when the
   * next answer comes, together with all that was queued by then.
   */
  @Override
  public void sendQueued() {
    if (commands.awaiting() < PIPELINE) {
      write();
    }
    if (isClosed()) {
      failAll();
    }
  }

  private void write() {
    if (writeRequests.getAndIncrement() == 0) {
      writeQueued();
    }
  }

  /** Fails the commands whose time is up. */
  void expire(long nowNanos) {
    int removed = commands.expire(nowNanos, (c, sent) -> fail(c, sent, "no answer in time"));
    if (removed > 0) {
      inFlight.addAndGet(-removed);
    }
  }

  /** Writes what is queued. Only one thread is in here at a time; the others just leave word. */
  private void writeQueued() {
    int seen;
    do {
      seen = writeRequests.get();
      if (!writeAll()) {
        return; // the reactor goes on when the socket has room
      }
      if (isClosed()) {
        failAll();
      }
    } while (!writeRequests.compareAndSet(seen, 0));
  }

  private boolean writeAll() {
    try {
      if (commands.writeTo(socketChannel())) {
        return true;
      }
      selectorManager.registerSession(this, EventType.ENABLE_WRITE);
      return false;
    } catch (IOException e) {
      close("write: " + e.getMessage());
      return true;
    }
  }

  @Override
  protected void onWrite(SelectionKey key) {
    writeQueued();
  }

  /** Reads what has come, with one system call where that was all. */
  @Override
  protected void readFromBuffer() {
    ByteBuffer in = readBuffer.buf();
    try {
      boolean full = true;
      while (full && !isClosed()) {
        if (socketChannel().read(in) < 0) {
          close("the node closed the connection");
          return;
        }
        full = !in.hasRemaining();
        in.flip();
        decode();
        in.compact();
      }
      awaitMore();
    } catch (IOException e) {
      close("read: " + e.getMessage());
    }
  }

  /** The reactor reads what comes first, then hands over to the loop if there is one. */
  private void awaitMore() {
    if (watched) {
      return; // the loop comes again by itself
    }
    synchronized (this) {
      watched = !isClosed(); // a closed channel may not have a number any more
      watch = watched ? terms.reads().watch(socketChannel(), this::readWatched) : null;
      watched = watch != null;
    }
    if (!watched) {
      selectorManager.registerSession(this, EventType.ENABLE_READ);
    }
  }

  /** The reactor ends a connection that fails; the loop would go on with it. */
  private void readWatched() {
    try {
      readFromBuffer();
    } catch (RuntimeException e) {
      onException(e);
    }
  }

  private SocketChannel socketChannel() {
    return (SocketChannel) selectableChannel;
  }

  /** Takes every whole answer there is out of the buffer. */
  @Override
  public void decode() {
    lastReadNanos = System.nanoTime();
    ByteBuffer in = readBuffer.buf();
    try {
      while (in.hasRemaining() && readOne(in)) {
        inFlight.decrementAndGet();
      }
      if (commands.isAnyQueued()) {
        write();
      }
    } catch (ProtocolException e) {
      close(e.getMessage());
    }
  }

  private boolean readOne(ByteBuffer in) {
    NodeCommand command = commands.awaited();
    if (command == null) {
      int end = NodeCommand.endOfLine(in);
      int shown = end < 0 ? in.limit() : end;
      throw new ProtocolException("unasked: " + MetaCommand.describe(in, shown));
    }
    Reply reply = command.read(in);
    if (reply == null) {
      return false;
    }
    commands.answered();
    if (command.reply().complete(reply)) {
      terms.tally().answered().increment();
    }
    return true;
  }

  /** Closes this connection and fails what is in flight. Never waits for the peer. */
  void close(@Nullable String reason) {
    ReadLoop.Watch ending;
    synchronized (this) {
      if (isClosed()) {
        return;
      }
      closeReason = reason == null ? "the connection broke" : reason;
      setClosed(true);
      ending = watch;
    }
    try {
      if (ending == null) {
        closeSocket();
      } else {
        ending.end(this::closeSocket);
      }
    } finally {
      onClosed();
      terms.onChange().run();
    }
  }

  private void closeSocket() {
    try {
      unregisterSession();
      unregisterChannel();
      clearAttributes();
    } catch (IOException e) {
      closeReason = closeReason + "; close: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    close("the node closed the connection");
  }

  /** Fails every command in flight. */
  @Override
  public void destroy() {
    failAll();
  }

  private void failAll() {
    commands.failAll((command, sent) -> fail(command, sent, closeReason));
  }

  private void fail(NodeCommand command, boolean wasSent, String reason) {
    if (!command.reply().isDone() && command.reply().complete(failed(wasSent, reason))) {
      terms.tally().unanswered().increment();
    }
  }

  private Reply failed(boolean wasSent, String reason) {
    return new Reply.Failed(wasSent, "node " + terms.nodeId() + ": " + reason);
  }

  /** Ends the connection: the library would go on with a broken one. */
  @Override
  public void onException(Throwable e) {
    close(e.getMessage());
  }

  /** Not used: commands are matched with their answers in {@link #decode()}. */
  @Override
  public void takeCurrentCommand() {}

  /** Not used: commands are sent with {@link #send(NodeCommand)}. */
  @Override
  public void addCommand(Command command) {
    throw new UnsupportedOperationException("commands are sent, not added");
  }
}
