package dev.holdfast.store.postgres;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.RecordCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a row and holds its columns against its record. */
final class ScannedRow {
  private ScannedRow() {}

  /** Returns the record of a row, or null if it cannot be read or the columns contradict it. */
  static @Nullable Session session(ResultSet row, StoreKey key, byte[] record) throws SQLException {
    Session encoded = RecordCodec.decode(record);
    Session current = StoredRow.read(row).lookup().record();
    return encoded != null
            && current != null
            && agrees(row, new Row(key, encoded, encoded.endTime(), record))
        ? current
        : null;
  }

  /** The idle end may be later than in the record: a slide changes the column alone. */
  private static boolean agrees(ResultSet columns, Row row) throws SQLException {
    return columns.getShort("status") == row.status()
        && Objects.equals(columns.getString("user_hash"), row.userHash())
        && time(columns, "lifetime_expire_time").equals(row.session().times().lifetimeExpireTime())
        && !time(columns, "idle_expire_time").isBefore(row.session().times().idleExpireTime());
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
