package dev.holdfast.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes rows some minutes after their time is over, a few at a time. Every replica may do so at
 * once: none waits for a row that another one, or a write, has locked.
 *
 * @param database where from
 * @param clock tells the time
 * @param tally counts them
 */
record ExpiredRows(Database database, InstantSource clock, DatabaseTally tally) {
  /** The rows are deleted by their place, so that no plan can go through the whole table. */
  static final String DELETE =
      """
      DELETE FROM holdfast_session
      WHERE ctid = ANY (ARRAY (
          SELECT ctid FROM holdfast_session
          WHERE sweep_time <= ?::timestamptz AT TIME ZONE 'UTC'
          ORDER BY sweep_time
          LIMIT 500
          FOR UPDATE SKIP LOCKED))
        AND expire_time <= ?
      """;

  private static final Logger LOG = LoggerFactory.getLogger(ExpiredRows.class);
  private static final int BATCH = 500;

  /** Deletes all that there are now. */
  void sweep() {
    try {
      int deleted = BATCH;
      while (deleted >= BATCH) {
        deleted = deleteSome();
        tally.expired(deleted);
      }
    } catch (SQLException e) {
      LOG.warn("expired rows not deleted: {}", SqlStates.describe(e)); // the next sweep will
    }
  }

  private int deleteSome() throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement delete = connection.prepareStatement(DELETE)) {
      bind(delete, clock.instant());
      return delete.executeUpdate();
    }
  }

  static void bind(PreparedStatement delete, Instant now) throws SQLException {
    OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
    delete.setObject(1, time);
    delete.setObject(2, time);
  }
}
