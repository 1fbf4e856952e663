package dev.holdfast.store.postgres;

import dev.holdfast.session.Durability;
import dev.holdfast.session.LockState;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Commits many writes at once, each applied or refused for itself.
 *
 * @param database where to
 * @param clock tells which rows may go
 * @param tally counts what was committed
 */
record WriteTransaction(Database database, InstantSource clock, DatabaseTally tally) {
  private static final Lookup ABSENT = new Lookup.Absent();
  private static final WriteOutcome APPLIED =
      new WriteOutcome.Applied(Durability.DATABASE, LockState.NONE);

  /** A statement that writes rows. */
  private interface Binding {
    /** Sets the parameters. */
    void set(PreparedStatement statement) throws SQLException;
  }

  /**
   * Runs the writes and answers each. They are answered as soon as the commit is: what happens to
   * the connection afterwards says nothing of them. Each statement commits by itself, which saves
   * the way to the database and back that a COMMIT of its own would take.
   *
   * @param writes at most one of each key, in the order of the keys
   * @throws SQLException if it failed: a write that is not answered then is not applied
   */
  void run(List<QueuedWrite> writes) throws SQLException {
    try {
      commit(writes);
    } catch (SQLException e) {
      database.failed(e);
      throw e;
    }
  }

  private void commit(List<QueuedWrite> writes) throws SQLException {
    Map<Boolean, List<QueuedWrite>> parts =
        writes.stream().collect(Collectors.partitioningBy(QueuedWrite::isCreate));
    try (Connection connection = database.connection()) {
      update(connection, parts.getOrDefault(false, List.of()));
      insert(connection, parts.getOrDefault(true, List.of()));
    }
  }

  private void update(Connection connection, List<QueuedWrite> updates) throws SQLException {
    run(
        connection,
        updates,
        WriteStatements.UPDATE,
        update -> {
          WriteStatements.bindRows(update, updates);
          WriteStatements.bindBases(update, updates);
        });
  }

  private void insert(Connection connection, List<QueuedWrite> creates) throws SQLException {
    run(
        connection,
        creates,
        WriteStatements.INSERT,
        insert -> {
          WriteStatements.bindRows(insert, creates);
          WriteStatements.bindNow(insert, clock.instant());
        });
  }

  private void run(Connection connection, List<QueuedWrite> writes, String sql, Binding binding)
      throws SQLException {
    if (writes.isEmpty()) {
      return;
    }
    Set<StoreKey> changed = HashSet.newHashSet(writes.size());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.set(statement);
      execute(statement, writes, changed);
    }
    tally.committed(changed.size());
    if (!changed.isEmpty()) {
      database.written();
    }
    Map<Boolean, List<QueuedWrite>> parts =
        writes.stream().collect(Collectors.partitioningBy(write -> changed.contains(write.key())));
    parts.getOrDefault(true, List.of()).forEach(write -> write.answer(APPLIED));
    refuse(connection, parts.getOrDefault(false, List.of()));
  }

  private static void execute(
      PreparedStatement statement, List<QueuedWrite> writes, Set<StoreKey> changed)
      throws SQLException {
    try {
      addKeys(statement, changed);
    } catch (SQLException e) {
      if (SqlStates.isAnswerLost(e)) {
        String message = "the database has not answered a commit: " + SqlStates.describe(e);
        writes.forEach(write -> write.fail(new OutcomeUnknownException(message)));
      }
      throw e;
    }
  }

  private static void refuse(Connection connection, List<QueuedWrite> writes) throws SQLException {
    if (!writes.isEmpty()) {
      List<StoreKey> keys = writes.stream().map(QueuedWrite::key).toList();
      Map<StoreKey, StoredRow> current = CurrentRows.of(connection, keys);
      writes.forEach(write -> write.answer(unchanged(write, current.get(write.key()))));
    }
  }

  private static void addKeys(PreparedStatement statement, Set<StoreKey> keys) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        keys.add(new StoreKey(rows.getString(1)));
      }
    }
  }

  private static WriteOutcome unchanged(QueuedWrite write, @Nullable StoredRow current) {
    if (current == null) {
      return new WriteOutcome.Conflict(ABSENT);
    }
    return current.has(write.row().session().version())
        ? APPLIED // it is a repeat
        : new WriteOutcome.Conflict(current.lookup());
  }
}
