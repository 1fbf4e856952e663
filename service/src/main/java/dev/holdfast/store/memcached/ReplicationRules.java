package dev.holdfast.store.memcached;

/**
 * The rules of the copies that are a matter of this code alone, each of which the simulation breaks
 * on purpose to show that it is needed.
 *
 * @param writesBack whether a record must stand on two nodes before it is answered
 * @param stopsAtConflict whether a write ends at the first node that refuses it
 */
record ReplicationRules(boolean writesBack, boolean stopsAtConflict) {
  /** What the product does. */
  static final ReplicationRules STRICT = new ReplicationRules(true, true);
}
