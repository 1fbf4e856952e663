package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * What stands under a key at one moment, time and aliases judged.
 *
 * @param key the key the record stands under, which is not the asked one behind an alias
 * @param state what the caller is to see
 * @param record the record behind it, expired ones and tombstones included, or null
 * @param recalled whether it comes from memory and may be old
 */
record Current(StoreKey key, State state, @Nullable Session record, boolean recalled) {
  enum State {
    LIVE,
    ABSENT,
    ENDED
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
