package dev.holdfast.store.memcached;

/** Real nodes that are killed, stopped and started again, their answers read on an event loop. */
class WatchedNodeFaultTest extends NodeFaultTest {
  @Override
  ReadLoop reads() {
    return OneEventLoop.READS;
  }
}
