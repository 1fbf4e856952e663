package dev.holdfast.store.postgres;

import dev.holdfast.session.SessionVersion;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The statements that write rows, and the arrays they take: one for each column. */
final class WriteStatements {
  /** Replaces rows whose version is the base. Returns the keys of those it has changed. */
  static final String UPDATE =
      """
      UPDATE holdfast_session AS kept
      SET version = sent.version,
          status = sent.status,
          user_hash = sent.user_hash,
          idle_expire_time = timestamptz 'epoch' + sent.idle_millis * interval '1 ms',
          lifetime_expire_time = timestamptz 'epoch' + sent.lifetime_millis * interval '1 ms',
          expire_time = timestamptz 'epoch' + sent.expire_millis * interval '1 ms',
          record = sent.record
      FROM unnest(
          ?::text[], ?::bigint[], ?::smallint[], ?::text[],
          ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[], ?::bigint[])
        AS sent (
          key, version, status, user_hash,
          idle_millis, lifetime_millis, expire_millis, record, base)
      WHERE kept.key = sent.key AND kept.version = sent.base
      RETURNING kept.key
      """;

  /** Adds rows where there is none but one that may go. Returns the keys of those it has added. */
  static final String INSERT =
      """
      INSERT INTO holdfast_session AS kept (
          key, version, status, user_hash,
          idle_expire_time, lifetime_expire_time, expire_time, record)
      SELECT key, version, status, user_hash,
          timestamptz 'epoch' + idle_millis * interval '1 ms',
          timestamptz 'epoch' + lifetime_millis * interval '1 ms',
          timestamptz 'epoch' + expire_millis * interval '1 ms',
          record
      FROM unnest(
          ?::text[], ?::bigint[], ?::smallint[], ?::text[],
          ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[])
        AS sent (
          key, version, status, user_hash,
          idle_millis, lifetime_millis, expire_millis, record)
      ON CONFLICT (key) DO UPDATE
      SET version = excluded.version,
          status = excluded.status,
          user_hash = excluded.user_hash,
          idle_expire_time = excluded.idle_expire_time,
          lifetime_expire_time = excluded.lifetime_expire_time,
          expire_time = excluded.expire_time,
          record = excluded.record
      WHERE kept.expire_time <= ?
      RETURNING kept.key
      """;

  /** Where the parameter stands that only one of the statements has. */
  static final int LAST = 9;

  private WriteStatements() {}

  /** Sets the columns of the rows. */
  static void bindRows(PreparedStatement statement, List<QueuedWrite> writes) throws SQLException {
    ArrayParameters arrays = new ArrayParameters(statement);
    List<Row> rows = writes.stream().map(QueuedWrite::row).toList();
    arrays.texts(1, rows.stream().map(row -> row.key().value()));
    arrays.numbers(2, rows.stream().map(row -> row.session().version().value()));
    arrays.smallNumbers(3, rows.stream().map(Row::status));
    arrays.texts(4, rows.stream().map(Row::userHash));
    arrays.millis(5, rows.stream().map(row -> row.session().times().idleExpireTime()));
    arrays.millis(6, rows.stream().map(row -> row.session().times().lifetimeExpireTime()));
    arrays.millis(7, rows.stream().map(Row::expireTime));
    arrays.bytes(8, rows.stream().map(Row::bytes));
  }

  /** Sets the versions that the rows replace. */
  static void bindBases(PreparedStatement statement, List<QueuedWrite> writes) throws SQLException {
    new ArrayParameters(statement)
        .numbers(LAST, writes.stream().map(QueuedWrite::baseOrThrow).map(SessionVersion::value));
  }

  /** Sets the time up to which a row may be replaced because it has expired. */
  static void bindNow(PreparedStatement statement, Instant now) throws SQLException {
    statement.setObject(LAST, now.atOffset(ZoneOffset.UTC));
  }
}
