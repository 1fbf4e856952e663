package dev.holdfast.store.memcached;

import dev.holdfast.wiring.EventLoopReads;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/** An event loop for all tests that have answers read on one. */
final class OneEventLoop {
  static final ReadLoop READS =
      new EventLoopReads(
          new MultiThreadIoEventLoopGroup(
              1, new DefaultThreadFactory("reads", true), EpollIoHandler.newFactory()));

  private OneEventLoop() {}
}
