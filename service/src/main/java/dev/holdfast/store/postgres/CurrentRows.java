package dev.holdfast.store.postgres;

import dev.holdfast.session.StoreKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads rows as they are committed. */
final class CurrentRows {
  /** Takes an array of keys. */
  static final String SELECT =
      """
      SELECT key, version, idle_expire_time, record
      FROM holdfast_session
      WHERE key = ANY (?::text[])
      """;

  private CurrentRows() {}

  /** Returns the rows that there are of these keys. */
  static Map<StoreKey, StoredRow> of(Connection connection, Collection<StoreKey> keys)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      bind(select, keys);
      try (ResultSet rows = select.executeQuery()) {
        Map<StoreKey, StoredRow> found = HashMap.newHashMap(keys.size());
        while (rows.next()) {
          found.put(new StoreKey(rows.getString("key")), StoredRow.read(rows));
        }
        return found;
      }
    }
  }

  static void bind(PreparedStatement select, Collection<StoreKey> keys) throws SQLException {
    new ArrayParameters(select).texts(1, keys.stream().map(StoreKey::value));
  }
}
