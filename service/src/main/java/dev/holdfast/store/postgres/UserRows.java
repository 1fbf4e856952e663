package dev.holdfast.store.postgres;

import dev.holdfast.session.StoreKey;
import dev.holdfast.session.UserIndex;
import dev.holdfast.session.UserKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a user, expired ones that have not been swept included.
 *
 * @param database where they are
 */
record UserRows(Database database) implements UserIndex {
  /** Takes a user, the end and the key of the row before, and how many. */
  static final String SELECT =
      """
      SELECT key, lifetime_expire_time
      FROM holdfast_session
      WHERE user_hash = ? AND (lifetime_expire_time, key) < (?, ?)
      ORDER BY lifetime_expire_time DESC, key DESC
      LIMIT ?
      """;

  @Override
  public List<Entry> sessionsOf(UserKey user, @Nullable Entry after, int limit) {
    try (Connection connection = database.connection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      bind(select, user, after, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<Entry> entries = new ArrayList<>();
        while (rows.next()) {
          entries.add(entry(rows));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw SqlStates.unavailable(e);
    }
  }

  static void bind(PreparedStatement select, UserKey user, @Nullable Entry after, int limit)
      throws SQLException {
    select.setString(1, user.value());
    select.setObject(2, after == null ? OffsetDateTime.MAX : utc(after.lifetimeExpireTime()));
    select.setString(3, after == null ? "" : after.key().value());
    select.setInt(4, limit);
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        new StoreKey(row.getString("key")),
        row.getObject("lifetime_expire_time", OffsetDateTime.class).toInstant());
  }
}
