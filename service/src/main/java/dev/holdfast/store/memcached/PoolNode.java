package dev.holdfast.store.memcached;

import org.jspecify.annotations.Nullable;

/** A node of the pool, as those see it who keep records on it. */
interface PoolNode {
  /** Returns its stable id. */
  String id();

  /** Returns the link to use now, or null while the node is out of service. */
  @Nullable NodeLink link();

  /** Returns the largest item in bytes, its key and header included. */
  long maxItemBytes();

  /**
   * Returns the link to use.
   *
   * @throws NoAnswerException at once if the node is out of service
   */
  NodeLink requireLink();
}
