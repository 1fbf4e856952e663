package dev.holdfast.store.postgres;

import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.RecordTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes through the table along its primary key, so that no page costs more than another one.
 *
 * @param database where it is
 * @param clock tells which rows may be replaced as expired, and so have no version
 */
record TableScan(Database database, InstantSource clock) implements RecordTable {
  static final String PAGE =
      """
      SELECT key, version, status, user_hash, idle_expire_time, lifetime_expire_time, record
      FROM holdfast_session
      WHERE key > ?
      ORDER BY key
      LIMIT ?
      """;

  static final String VERSIONS =
      """
      SELECT key, version
      FROM holdfast_session
      WHERE key = ANY (?::text[]) AND version > 0 AND expire_time > ?
      """;

  /** What was counted last, by the planner's statistics or since: not by reading the table. */
  private static final String COUNT =
      """
      SELECT greatest(
          (SELECT reltuples::bigint FROM pg_class WHERE oid = 'holdfast_session'::regclass),
          (SELECT n_live_tup FROM pg_stat_user_tables
           WHERE relid = 'holdfast_session'::regclass),
          0)
      """;

  private static final int FETCH_ROWS = 8;
  private static final long MAX_PAGE_BYTES = 8L << 20;

  @Override
  public long count() {
    try (Connection connection = database.connection();
        PreparedStatement count = connection.prepareStatement(COUNT);
        ResultSet row = count.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw SqlStates.unavailable(e);
    }
  }

  @Override
  public Page after(String place, int limit) {
    try (Connection connection = database.connection();
        PreparedStatement page = connection.prepareStatement(PAGE)) {
      connection.setAutoCommit(false); // or the driver would fetch all rows at once
      page.setFetchSize(FETCH_ROWS);
      bindPage(page, place, limit);
      try (ResultSet rows = page.executeQuery()) {
        return read(rows, place, limit);
      }
    } catch (SQLException e) {
      throw SqlStates.unavailable(e);
    }
  }

  static void bindPage(PreparedStatement page, String place, int limit) throws SQLException {
    page.setString(1, place);
    page.setInt(2, limit);
  }

  private static Page read(ResultSet rows, String place, int limit) throws SQLException {
    List<Entry> entries = new ArrayList<>(limit);
    String last = place;
    int nameless = 0;
    long bytes = 0;
    while (bytes < MAX_PAGE_BYTES && rows.next()) {
      last = rows.getString("key");
      byte[] record = rows.getBytes("record");
      bytes += record.length;
      try {
        StoreKey key = new StoreKey(last);
        SessionVersion version = new SessionVersion(rows.getLong("version"));
        entries.add(new Entry(key, version, ScannedRow.session(rows, key, record)));
      } catch (InvalidInputException _) {
        nameless++;
      }
    }
    boolean isLast = bytes < MAX_PAGE_BYTES && entries.size() + nameless < limit;
    return new Page(entries, nameless, last, isLast);
  }

  @Override
  public Map<StoreKey, SessionVersion> versions(Collection<StoreKey> keys) {
    try (Connection connection = database.connection();
        PreparedStatement select = connection.prepareStatement(VERSIONS)) {
      bindVersions(select, keys, clock.instant());
      try (ResultSet rows = select.executeQuery()) {
        Map<StoreKey, SessionVersion> versions = HashMap.newHashMap(keys.size());
        while (rows.next()) {
          versions.put(new StoreKey(rows.getString(1)), new SessionVersion(rows.getLong(2)));
        }
        return versions;
      }
    } catch (SQLException e) {
      throw SqlStates.unavailable(e);
    }
  }

  static void bindVersions(PreparedStatement select, Collection<StoreKey> keys, Instant now)
      throws SQLException {
    CurrentRows.bind(select, keys);
    select.setObject(2, now.atOffset(ZoneOffset.UTC));
  }
}
