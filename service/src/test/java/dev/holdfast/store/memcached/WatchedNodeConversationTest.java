package dev.holdfast.store.memcached;

import dev.holdfast.wiring.EventLoopReads;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import org.junit.jupiter.api.AfterAll;

/** Nodes that misbehave, their answers read on an event loop. */
class WatchedNodeConversationTest extends NodeConversationTest {
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
