package dev.holdfast.store.memcached;

/**
 * The rules of the copies that are a matter of this code alone. The simulation breaks the first two
 * on purpose to show that they are needed.
 *
 * @param writesBack whether a record must stand on two nodes before it is answered
 * @param stopsAtConflict whether a write ends at the first node that refuses it
 * @param settles whether a repair writes a version of its own where no copy can tell: ended where
 *     the payload is nowhere. Else it forgets the key, because somebody else can tell
 */
record ReplicationRules(boolean writesBack, boolean stopsAtConflict, boolean settles) {
  /** What the product does where nobody else keeps the sessions. */
  static final ReplicationRules STRICT = new ReplicationRules(true, true, true);

  /** What the product does upon a database, which alone may say what a session came to. */
  static final ReplicationRules UPON_DATABASE = new ReplicationRules(true, true, false);
}
