package dev.holdfast.store.postgres;

import dev.holdfast.session.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * What an error of the driver means. Only its code is ever passed on: the message of the server may
 * name keys and values of a row.
 */
final class SqlStates {
  private SqlStates() {}

  /** Returns whether the database cannot be talked to, so that trying another row is no use. */
  static boolean isConnectionLost(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLTransientConnectionException
        || state == null
        || state.startsWith("08") // connection exception
        || state.startsWith("57P") // the server stops, has crashed or starts
        || state.startsWith("53"); // the server is out of something, such as connections
  }

  /** Returns whether the connection broke under a statement, which may have been committed. */
  static boolean isAnswerLost(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57P");
  }

  /** Returns the failure of a call that has changed nothing. */
  static StoreUnavailableException unavailable(SQLException e) {
    return new StoreUnavailableException("the database does not answer: " + describe(e));
  }

  /** Returns the code, for logs and errors. */
  static String describe(SQLException e) {
    return "SQLSTATE " + e.getSQLState();
  }
}
