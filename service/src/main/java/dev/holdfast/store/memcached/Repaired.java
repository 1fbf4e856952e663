package dev.holdfast.store.memcached;

/** What the repair of one key came to. */
enum Repaired {
  /** Every candidate has what it should have. */
  SOUND,
  /** Nobody could tell which of two records is the later one: one was chosen, as a new version. */
  SETTLED,
  /** The payload is nowhere: a tombstone was written. */
  LOST,
  /** A candidate did not answer, or somebody wrote meanwhile: it has to be repaired again. */
  SILENT
}
