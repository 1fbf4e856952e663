package dev.holdfast.store;

/**
 * What became of one key.
 *
 * @param kind how cache and table stood to each other
 * @param left whether they still do
 */
record Finding(Kind kind, boolean left) {
  static final Finding SAME = new Finding(Kind.SAME, false);
  static final Finding EXPIRED = new Finding(Kind.EXPIRED, false);
  static final Finding UNPROVED = new Finding(Kind.UNPROVED, true);

  /** How cache and table stand to each other. */
  enum Kind {
    /** As they should, as far as this pass is to tell. */
    SAME,
    /** The session has ended by itself. */
    EXPIRED,
    /** The cache has a later version, or the only one. */
    TABLE_BEHIND,
    /** The table has a later version, or the only one. */
    CACHE_BEHIND,
    /** The row cannot be read, or contradicts itself. */
    DAMAGED,
    /** The cache cannot prove what it has. */
    UNPROVED
  }

  static Finding mended(Kind kind) {
    return new Finding(kind, false);
  }

  static Finding left(Kind kind) {
    return new Finding(kind, true);
  }
}
