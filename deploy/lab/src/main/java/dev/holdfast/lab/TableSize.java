package dev.holdfast.lab;

import java.sql.SQLException;

/**
 * How large the table of sessions is.
 *
 * @param rowBytes its rows
 * @param indexBytes its indexes
 * @param movedBytes what has left the rows (TOAST), with its index
 */
record TableSize(long rowBytes, long indexBytes, long movedBytes) {
  private static final String TABLE = "'holdfast_session'::regclass";

  static TableSize of(BenchDatabase database) throws SQLException {
    return new TableSize(
        database.number("SELECT pg_relation_size(" + TABLE + ")"),
        database.number("SELECT pg_indexes_size(" + TABLE + ")"),
        database.number(
            "SELECT pg_total_relation_size(reltoastrelid) FROM pg_class WHERE oid = " + TABLE));
  }

  void print(String label) {
    System.out.printf(
        "%s_mb=rows %.1f, indexes %.1f, moved out %.1f%n",
        label, rowBytes / 1e6, indexBytes / 1e6, movedBytes / 1e6);
  }
}
