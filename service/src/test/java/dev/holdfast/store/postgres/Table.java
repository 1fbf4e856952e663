package dev.holdfast.store.postgres;

import dev.holdfast.session.StoreKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table of a store, as somebody else sees it who is connected to the database. */
final class Table implements AutoCloseable {
  private final String url;
  private final Connection connection;

  private Table(String url) throws SQLException {
    this.url = url;
    connection = DriverManager.getConnection(url, "holdfast", "");
  }

  static Table of(PostgresSettings settings) throws SQLException {
    return new Table(settings.jdbcUrl());
  }

  Connection connection() {
    return connection;
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Locks the row of a key until the lock is closed. */
  Lock lock(StoreKey key) throws SQLException {
    return new Lock(DriverManager.getConnection(url, "holdfast", ""), key);
  }

  /** A row that nobody else can write. */
  static final class Lock implements AutoCloseable {
    private final Connection holder;

    private Lock(Connection holder, StoreKey key) throws SQLException {
      this.holder = holder;
      holder.setAutoCommit(false);
      try (Statement statement = holder.createStatement()) {
        statement.execute(
            "SELECT 1 FROM holdfast_session WHERE key = '" + key.value() + "' FOR UPDATE");
      }
    }

    void release() {
      try {
        holder.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      release();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
