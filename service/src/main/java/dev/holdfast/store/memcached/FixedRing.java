package dev.holdfast.store.memcached;

import java.util.List;

/**
 * The ring of a pool with one copy of each session, which cannot be changed while it runs: there is
 * nothing to carry over from a node that leaves.
 *
 * @param nodes the nodes
 */
record FixedRing(List<PoolSettings.Node> nodes) implements PoolRing {
  @Override
  public RingView view() {
    return new RingView(0, nodes, nodes, RingView.Progress.NONE);
  }

  @Override
  public RingView change(List<PoolSettings.Node> wanted) {
    throw new RingChangeException(
        RingChangeException.Reason.INVALID,
        "this pool has one copy of each session (expected: a replicated pool, three nodes or more)");
  }
}
