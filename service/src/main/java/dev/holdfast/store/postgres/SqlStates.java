package dev.holdfast.store.postgres;

import dev.holdfast.session.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the driver means. Only its code is ever passed on: the message of the server may
 * name keys and values of a row.
 */
final class SqlStates {
  /** The server has given a statement up because it took too long. */
  static final String LATE = "57014";

  /** What the driver itself says, and so names no row. */
  private static final String NO_PRIMARY = "targetServerType";

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

  /** Returns whether a call got no answer, or only that there was no time for one. */
  static boolean isSilence(SQLException e) {
    return isConnectionLost(e) ? refusalOfWrites(e) == null : LATE.equals(e.getSQLState());
  }

  /** Returns why the server takes no writes now, or null if that is not what the error says. */
  static @Nullable String refusalOfWrites(SQLException e) {
    return switch (e.getSQLState()) {
      case "25006" -> "it is read-only: a standby, or default_transaction_read_only is on";
      case "53100" -> "its disk is full";
      case "53200" -> "it is out of memory";
      case null, default -> null;
    };
  }

  /** Returns the failure of a call that has changed nothing. */
  static StoreUnavailableException unavailable(SQLException e) {
    return new StoreUnavailableException("the database does not answer: " + describe(e));
  }

  /** Returns the code, for logs and errors. */
  static String describe(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String state = "SQLSTATE " + e.getSQLState();
    if (message.contains(NO_PRIMARY)) {
      return state + ": no server of this address takes writes; it is a standby or read-only";
    }
    return state.startsWith("SQLSTATE 28")
        ? state + ": it refuses the user or the password"
        : state;
  }
}
