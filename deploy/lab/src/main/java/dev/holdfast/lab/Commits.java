package dev.holdfast.lab;

/**
 * What a replica has committed to its database until now.
 *
 * @param count transactions with writes
 * @param rows rows that they have changed
 */
record Commits(long count, long rows) {

  /** How many rows a commit had since an earlier look; not a number if there was none. */
  double rowsPerCommitSince(Commits before) {
    return (double) (rows - before.rows) / (count - before.count);
  }
}
