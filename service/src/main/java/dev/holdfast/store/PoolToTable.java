package dev.holdfast.store;

/** A pass over all that a cache holds, which commits what the durable records lack. */
public interface PoolToTable {
  /**
   * Runs the pass to its end; running it again, or by two replicas at once, does no harm.
   *
   * @throws dev.holdfast.session.StoreUnavailableException if it did not come to its end
   */
  void run();
}
