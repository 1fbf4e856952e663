package dev.holdfast.store.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sets parameters that are arrays.
 *
 * @param statement whose parameters they are
 */
record ArrayParameters(PreparedStatement statement) {
  void texts(int index, Stream<? extends @Nullable String> values) throws SQLException {
    set(index, "text", values.toArray(String[]::new));
  }

  void numbers(int index, Stream<Long> values) throws SQLException {
    set(index, "int8", values.toArray(Long[]::new));
  }

  void smallNumbers(int index, Stream<Short> values) throws SQLException {
    set(index, "int2", values.toArray(Short[]::new));
  }

  /** Sets times to the millisecond, as the bytes of a record have them. */
  void times(int index, Stream<Instant> values) throws SQLException {
    Stream<Instant> millis = values.map(time -> Instant.ofEpochMilli(time.toEpochMilli()));
    set(index, "timestamptz", millis.map(Instant::toString).toArray(String[]::new));
  }

  /** Sets times as milliseconds since 1970: what is read as text takes the server longer. */
  void millis(int index, Stream<Instant> values) throws SQLException {
    numbers(index, values.map(Instant::toEpochMilli));
  }

  void bytes(int index, Stream<byte[]> values) throws SQLException {
    set(index, "bytea", values.toArray(byte[][]::new));
  }

  private void set(int index, String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }
}
