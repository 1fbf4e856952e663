package dev.holdfast.store.postgres;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.UserKey;
import dev.holdfast.store.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to its row.
 *
 * @param key whose it is
 * @param session the record
 * @param expireTime when the row may go
 * @param bytes the encoded record
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Row(StoreKey key, Session session, Instant expireTime, byte[] bytes) {
  private static final short LIVE = 0;
  private static final short ENDED = 1;
  private static final short MOVED = 2;

  /** Encodes a record. */
  static Row of(StoreKey key, Session session, Duration slack) {
    return new Row(key, session, session.endTime().plus(slack), RecordCodec.encode(session));
  }

  short status() {
    return switch (session.status()) {
      case Session.Live _ -> LIVE;
      case Session.Ended _ -> ENDED;
      case Session.Moved _ -> MOVED;
    };
  }

  @Nullable String userHash() {
    UserKey user = session.user();
    return user == null ? null : user.value();
  }
}
