package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * What stands under a key at one moment, time and aliases judged.
 *
 * @param key the key the record stands under, which is not the asked one behind an alias
 * @param state what the caller is to see
 * @param record the record behind it, expired ones and tombstones included, or null
 * @param proof how much is known of its being current
 */
record Current(StoreKey key, State state, @Nullable Session record, Proof proof) {
  enum State {
    LIVE,
    ABSENT,
    ENDED
  }

  /** How much is known of a state. */
  enum Proof {
    /** The store says that it is current. */
    PROVED,
    /** It comes from memory and may be old: a base to try a write with. */
    RECALLED,
    /** The store cannot prove it: good for a reader who wants it all the same, and no base. */
    UNVERIFIED
  }

  /** Returns whether it comes from memory. */
  boolean recalled() {
    return proof == Proof.RECALLED;
  }

  /** Returns whether the store says that it is current. */
  boolean isProved() {
    return proof == Proof.PROVED;
  }

  /** Returns the version that a write has to replace, or null for none. */
  @Nullable SessionVersion base() {
    return record == null ? null : record.version();
  }

  /** Returns the version that the operation gives this key next. */
  SessionVersion nextVersion(OperationId operation) {
    return record == null
        ? SessionVersion.first(key, operation)
        : record.version().next(key, operation);
  }

  /** Returns the remembered writes. */
  OperationLog log() {
    return record == null ? OperationLog.EMPTY : record.log();
  }

  /** Returns the record of a live session. */
  Session live() {
    if (record == null || state != State.LIVE) {
      throw new IllegalStateException("no live session: " + state);
    }
    return record;
  }
}
