package dev.holdfast.store.memcached;

import dev.holdfast.wiring.EventLoopReads;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import org.junit.jupiter.api.AfterAll;

/** Real nodes that are killed, stopped and started again, their answers read on an event loop. */
class WatchedNodeFaultTest extends NodeFaultTest {
  private static final MultiThreadIoEventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

  @AfterAll
  static void shutDown() {
    LOOPS.shutdownGracefully();
  }

  @Override
  ReadLoop reads() {
    return new EventLoopReads(LOOPS);
  }
}
