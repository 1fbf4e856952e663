package dev.holdfast.store.memcached;

import java.util.Locale;

/** What can be wrong with a node. */
enum FaultKind {
  /** It answers nothing, and runs later what was sent meanwhile. */
  HUNG,
  /** Its process ends, and comes back without items. */
  CRASHED,
  /** No replica reaches it. */
  CUT_OFF,
  /** One replica does not reach it. */
  CUT_FROM_ONE,
  /** Its process ends, and comes back with items of earlier times. */
  OLD_DATA,
  /** It forgets one item: one that nobody has used for long, so never what is being written. */
  EVICTED,
  /** It answers late, so that commands are given up that run later. */
  SLOW,
  /** It takes no item, and forgets the one it was to replace; it gets so while nobody writes. */
  FULL;

  /** Returns whether it does not begin in the middle of a call. */
  boolean needsQuiet() {
    return this == EVICTED || this == FULL;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
