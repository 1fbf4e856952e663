package dev.holdfast.store.postgres;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.store.RecordCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was read.
 *
 * @param version the version that is committed
 * @param lookup what it says of the key; unverified if the record cannot be read
 */
record StoredRow(long version, Lookup lookup) {
  private static final Lookup UNREADABLE = new Lookup.Unverified(null);

  /** Reads {@code version}, {@code idle_expire_time} and {@code record} of the current row. */
  static StoredRow read(ResultSet row) throws SQLException {
    long version = row.getLong("version");
    Session session = decode(row.getBytes("record"));
    if (session == null || session.version().value() != version) {
      return new StoredRow(version, UNREADABLE);
    }
    Instant idleEnd = row.getObject("idle_expire_time", OffsetDateTime.class).toInstant();
    return new StoredRow(version, Lookup.of(withIdleEnd(session, idleEnd)));
  }

  private static @Nullable Session decode(byte[] bytes) {
    Session session = RecordCodec.decode(bytes);
    return session == null || RecordCodec.isStub(bytes) ? null : session;
  }

  /** A slide changes the column and leaves the record alone. */
  private static Session withIdleEnd(Session session, Instant idleEnd) {
    SessionTimes times = session.times();
    return idleEnd.equals(times.idleExpireTime())
        ? session
        : session.withTimes(
            new SessionTimes(
                times.createTime(), times.idleTimeout(), idleEnd, times.lifetimeExpireTime()));
  }

  /** Returns whether this is what a write was to make. */
  boolean has(SessionVersion other) {
    return version == other.value();
  }
}
