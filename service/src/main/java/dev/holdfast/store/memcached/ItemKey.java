package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;

/**
 * The key of an item: {@code s:} and the store key for a record, {@code l:} for its lock; others
 * are of the pool.
 */
final class ItemKey {
  /** The number of bytes of every item key. */
  static final int LENGTH = StoreKey.LENGTH + 2;

  /** The item that names the run of the process whose answers count. */
  static final ItemKey MARK = ofPool('p');

  /** The item that says which replica sweeps. */
  static final ItemKey SWEEP = ofPool('w');

  /** The item that says which step the ring of the pool is at. */
  static final ItemKey RING = ofPool('r');

  /** The item that says until when the database may know more than the pool. */
  static final ItemKey KEPT = ofPool('k');

  /** The item that says that the pool may know more than the database. */
  static final ItemKey DEBT = ofPool('d');

  /** The item that says which replica brings the database up to date. */
  static final ItemKey CATCH_UP = ofPool('u');

  private final char kind;
  private final StoreKey key;

  private ItemKey(char kind, StoreKey key) {
    this.kind = kind;
    this.key = key;
  }

  private static ItemKey ofPool(char kind) {
    return new ItemKey(kind, new StoreKey("0".repeat(StoreKey.LENGTH)));
  }

  static ItemKey record(StoreKey key) {
    return new ItemKey('s', key);
  }

  static ItemKey lock(StoreKey key) {
    return new ItemKey('l', key);
  }

  void writeTo(byte[] target, int from) {
    target[from] = (byte) kind;
    target[from + 1] = ':';
    String text = key.value();
    for (int i = 0; i < StoreKey.LENGTH; i++) {
      target[from + 2 + i] = (byte) text.charAt(i);
    }
  }
}
