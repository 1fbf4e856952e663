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

  /**
   * Runs the writes and answers each. They are answered as soon as the commit is: what happens to
   * the connection afterwards says nothing of them.
   *
   * @param writes at most one of each key, in the order of the keys
   * @throws SQLException if it failed: a write that is not answered then is not applied
   */
  void run(List<QueuedWrite> writes) throws SQLException {
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(false);
      Set<StoreKey> changed = change(connection, writes);
      Map<StoreKey, StoredRow> current = current(connection, writes, changed);
      commit(connection, writes);
      tally.committed(changed.size());
      for (QueuedWrite write : writes) {
        boolean applied = changed.contains(write.key());
        write.answer(applied ? APPLIED : unchanged(write, current.get(write.key())));
      }
    }
  }

  private Set<StoreKey> change(Connection connection, List<QueuedWrite> writes)
      throws SQLException {
    Set<StoreKey> changed = HashSet.newHashSet(writes.size());
    Map<Boolean, List<QueuedWrite>> parts =
        writes.stream().collect(Collectors.partitioningBy(QueuedWrite::isCreate));
    update(connection, parts.getOrDefault(false, List.of()), changed);
    insert(connection, parts.getOrDefault(true, List.of()), changed);
    return changed;
  }

  private static void update(
      Connection connection, List<QueuedWrite> updates, Set<StoreKey> changed) throws SQLException {
    if (updates.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(WriteStatements.UPDATE)) {
      WriteStatements.bindRows(update, updates);
      WriteStatements.bindBases(update, updates);
      addKeys(update, changed);
    }
  }

  private void insert(Connection connection, List<QueuedWrite> creates, Set<StoreKey> changed)
      throws SQLException {
    if (creates.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(WriteStatements.INSERT)) {
      WriteStatements.bindRows(insert, creates);
      WriteStatements.bindNow(insert, clock.instant());
      addKeys(insert, changed);
    }
  }

  private static void addKeys(PreparedStatement statement, Set<StoreKey> keys) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        keys.add(new StoreKey(rows.getString(1)));
      }
    }
  }

  private static Map<StoreKey, StoredRow> current(
      Connection connection, List<QueuedWrite> writes, Set<StoreKey> changed) throws SQLException {
    List<StoreKey> keys =
        writes.stream().map(QueuedWrite::key).filter(key -> !changed.contains(key)).toList();
    return keys.isEmpty() ? Map.of() : CurrentRows.of(connection, keys);
  }

  private static void commit(Connection connection, List<QueuedWrite> writes) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      String message = "the database has not answered a commit: " + SqlStates.describe(e);
      writes.forEach(write -> write.fail(new OutcomeUnknownException(message)));
      throw e;
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
