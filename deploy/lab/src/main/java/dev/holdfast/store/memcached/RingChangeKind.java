package dev.holdfast.store.memcached;

import java.util.Locale;

/** What an operator can want of a ring. */
enum RingChangeKind {
  /** One more node. */
  ADD,
  /** One node less. */
  REMOVE,
  /** Another node instead of one that is there. */
  REPLACE,
  /** Another node instead of one that has died and stays away. */
  REPLACE_DEAD,
  /** Other nodes instead of all. */
  REPLACE_ALL,
  /** The same nodes with other weights, so that keys change the order of theirs. */
  REWEIGH;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
