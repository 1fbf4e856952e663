package dev.holdfast.store.memcached;

/** Nodes that misbehave, their answers read on an event loop. */
class WatchedNodeConversationTest extends NodeConversationTest {
  @Override
  ReadLoop reads() {
    return OneEventLoop.READS;
  }
}
