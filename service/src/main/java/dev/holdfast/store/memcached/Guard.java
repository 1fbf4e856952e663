package dev.holdfast.store.memcached;

/**
 * The condition of a store: that there is no item, or that it still has this cas.
 *
 * @param cas the cas, or 0 for no item
 */
record Guard(long cas) {
  /** There must be no item. */
  static final Guard ADD = new Guard(0);

  boolean isAdd() {
    return cas == 0;
  }
}
