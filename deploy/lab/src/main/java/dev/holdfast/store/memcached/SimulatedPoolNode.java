package dev.holdfast.store.memcached;

import org.jspecify.annotations.Nullable;

/** A node as one replica sees it: the link it has to it, when it has one. */
final class SimulatedPoolNode implements PoolNode {
  private static final long MAX_ITEM_BYTES = 1024 * 1024;

  private final String id;
  private @Nullable SimulatedLink link;

  SimulatedPoolNode(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  void connect(SimulatedLink fresh) {
    link = fresh;
  }

  @Override
  public @Nullable SimulatedLink link() {
    SimulatedLink current = link;
    return current == null || current.isClosed() ? null : current;
  }

  @Override
  public long maxItemBytes() {
    return MAX_ITEM_BYTES;
  }

  @Override
  public NodeLink requireLink() {
    SimulatedLink current = link();
    if (current == null) {
      throw new NoAnswerException(false, "node " + id + " is out of service");
    }
    return current;
  }
}
