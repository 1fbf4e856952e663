package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;

/** The key of an item: {@code s:} and the store key for a record, {@code l:} for its lock. */
final class ItemKey {
  /** The number of bytes of every item key. */
  static final int LENGTH = StoreKey.LENGTH + 2;

  private final char kind;
  private final StoreKey key;

  private ItemKey(char kind, StoreKey key) {
    this.kind = kind;
    this.key = key;
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
