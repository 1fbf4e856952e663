package dev.holdfast.store.postgres;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that a database answers and takes no writes, and logs when that begins and ends. */
final class WriteRefusals {
  private static final Logger LOG = LoggerFactory.getLogger(WriteRefusals.class);
  private static final String NONE = "";

  private final String address;
  private volatile String reason = NONE;

  WriteRefusals(String address) {
    this.address = address;
  }

  /** Notes a failure, if it means that no write is taken. */
  void note(SQLException e) {
    String why = SqlStates.refusalOfWrites(e);
    if (why != null && reason.isEmpty()) {
      reason = why;
      LOG.warn("database {} takes no writes: {} ({})", address, why, SqlStates.describe(e));
    }
  }

  /** Notes that a write was taken. */
  void clear() {
    if (!reason.isEmpty()) {
      reason = NONE;
      LOG.info("database {} takes writes again", address);
    }
  }

  /** Returns why no write is taken; empty when they are, as far as is known. */
  String reason() {
    return reason;
  }
}
