package dev.holdfast.store.memcached;

import java.util.List;

/**
 * The ring of a running pool, and how it is changed without logging anybody out. One change goes on
 * at a time; while it does, every session that moves stands on its old and on its new nodes. Safe
 * for use by many threads.
 */
public interface PoolRing {
  /** Returns the ring as this replica knows it now, without asking anybody. */
  RingView view();

  /**
   * Begins a change, and returns once the nodes have been told of it. The change then goes on by
   * itself, whichever replica dies. Asking for the nodes the ring has, or is changing to, changes
   * nothing, so a retry is safe. A node whose id stays and whose address differs replaces the old
   * one.
   *
   * @param nodes the nodes the ring shall have
   * @return the ring as it is now
   * @throws RingChangeException if the pool cannot do that now
   */
  RingView change(List<PoolSettings.Node> nodes);
}
