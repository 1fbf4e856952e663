package dev.holdfast.lab.durable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The way of the lab to the database.
 *
 * @param url where it is, as its JDBC driver has it
 * @param user who may end connections of others
 * @param password of that user
 */
record DatabaseDoor(String url, String user, String password) {
  private static final String CUT =
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE application_name = 'holdfast'
      """;

  /** Ends every connection of the replicas where it stands, and returns how many there were. */
  int cutConnections() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement();
        ResultSet ended = statement.executeQuery(CUT)) {
      return ended.next() ? ended.getInt(1) : 0;
    }
  }

  @Override
  public String toString() {
    return url;
  }
}
