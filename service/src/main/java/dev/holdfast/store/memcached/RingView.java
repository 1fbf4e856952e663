package dev.holdfast.store.memcached;

import java.util.List;

/**
 * The ring of a pool as one replica sees it.
 *
 * @param epoch a number that grows with each step of a change; 0 while it is not known
 * @param nodes the nodes that hold the sessions
 * @param next the nodes that shall hold them; the same unless the ring is changing
 * @param checkedKeys how many keys this replica has looked at for the change that goes on
 */
public record RingView(
    long epoch, List<PoolSettings.Node> nodes, List<PoolSettings.Node> next, long checkedKeys) {
  /** Copies the lists. */
  public RingView {
    nodes = List.copyOf(nodes);
    next = List.copyOf(next);
  }

  /** Returns whether a change goes on. */
  public boolean isChanging() {
    return !nodes.equals(next);
  }
}
