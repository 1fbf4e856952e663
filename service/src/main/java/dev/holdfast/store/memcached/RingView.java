package dev.holdfast.store.memcached;

import java.util.List;

/**
 * The ring of a pool as one replica sees it.
 *
 * @param epoch a number that grows with each step of a change; 0 while it is not known
 * @param nodes the nodes that hold the sessions; those that leave may be stopped only when the ring
 *     is changing no more
 * @param next the nodes that shall hold them; the same unless the ring is changing
 * @param progress how far this replica has come with carrying over
 */
public record RingView(
    long epoch, List<PoolSettings.Node> nodes, List<PoolSettings.Node> next, Progress progress) {
  /**
   * How far a sweep has come. One replica sweeps; on the others both are 0.
   *
   * @param checkedKeys how many keys it has looked at
   * @param expectedKeys about how many there are; a key counts once for each node that holds it
   */
  public record Progress(long checkedKeys, long expectedKeys) {
    /** Nothing to do. */
    public static final Progress NONE = new Progress(0, 0);
  }

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
