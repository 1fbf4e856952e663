package dev.holdfast.wiring;

import dev.holdfast.store.memcached.ReadLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches connections to nodes on the event loops that carry the requests, each on the next loop.
 * It needs Netty's epoll and the number of the channel, which the JDK tells only if {@code
 * java.base/sun.nio.ch} is exported; without either it watches nothing.
 */
public final class EventLoopReads implements ReadLoop {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoopReads.class);

  private final EventLoopGroup loops;

  /**
   * @param loops the event loops that carry the requests
   */
  public EventLoopReads(EventLoopGroup loops) {
    this.loops = loops;
  }

  @Override
  public @Nullable Watch watch(SocketChannel channel, Runnable onReadable) {
    int number = ChannelNumbers.of(channel);
    return number >= 0
            && loops.next() instanceof IoEventLoop loop
            && loop.isCompatible(EpollIoHandle.class)
        ? new Registered(loop, new Source(new FileDescriptor(number), onReadable))
        : null;
  }

  /**
   * What the loop knows of a channel.
   *
   * @param fd its number; it is for others to close
   * @param onReadable reads
   */
  private record Source(FileDescriptor fd, Runnable onReadable) implements EpollIoHandle {
    @Override
    public void handle(IoRegistration registration, IoEvent event) {
      onReadable.run();
    }

    /** Nothing: the connection is closed by its owner. */
    @Override
    public void close() {}
  }

  private static final class Registered implements Watch {
    private final EventLoop loop;
    private final Future<IoRegistration> registration;

    Registered(IoEventLoop loop, Source source) {
      this.loop = loop;
      registration = loop.register(source);
      registration.addListener(
          (Future<IoRegistration> done) -> {
            if (done.isSuccess()) {
              done.getNow().submit(EpollIoOps.EPOLLIN);
            } else {
              LOG.warn("a connection to a node is not watched: {}", done.cause().toString());
            }
          });
    }

    @Override
    public void end(Runnable then) {
      try {
        loop.execute(() -> endNow(then));
      } catch (RejectedExecutionException _) {
        then.run(); // the loop has ended, and watches nothing
      }
    }

    private void endNow(Runnable then) {
      try {
        if (registration.isSuccess()) {
          registration.getNow().cancel();
        }
      } finally {
        then.run();
      }
    }
  }
}
