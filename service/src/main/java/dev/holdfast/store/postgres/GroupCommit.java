package dev.holdfast.store.postgres;

import dev.holdfast.session.OutcomeUnknownException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers that write. A worker takes all that waits and commits it in one transaction; while it
 * does, the next ones gather, and once many come a little longer. So nobody waits while there is
 * little to do, and the busier it is the larger the batches are. The other worker helps where many
 * have gathered, or the first is held up.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int WORKERS = 2;

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private final WriteQueue queue;
  private final WriteTransaction transaction;
  private final List<Thread> workers;

  GroupCommit(WriteQueue queue, WriteTransaction transaction) {
    this.queue = queue;
    this.transaction = transaction;
    workers =
        IntStream.rangeClosed(1, WORKERS)
            .mapToObj(n -> Thread.ofPlatform().daemon().name("holdfast-database-" + n))
            .map(thread -> thread.unstarted(this::work))
            .toList();
  }

  void start() {
    workers.forEach(Thread::start);
  }

  private void work() {
    List<QueuedWrite> batch = queue.take();
    while (!batch.isEmpty()) {
      try {
        commit(batch);
      } catch (RuntimeException e) {
        LOG.error("a batch of writes failed: {}", e.getClass().getName()); // it may quote a row
        batch.forEach(write -> write.fail(new OutcomeUnknownException("a write has failed")));
      } finally {
        queue.done();
      }
      batch = queue.take();
    }
  }

  private void commit(List<QueuedWrite> batch) {
    try {
      transaction.run(batch);
    } catch (SQLException e) {
      List<QueuedWrite> open = batch.stream().filter(QueuedWrite::isOpen).toList();
      if (SqlStates.isConnectionLost(e)) {
        open.forEach(write -> write.fail(SqlStates.unavailable(e)));
      } else if (batch.size() > 1) {
        open.forEach(this::commitAlone);
      } else {
        if (SqlStates.refusalOfWrites(e) == null) {
          LOG.warn("the database has refused a write: {}", SqlStates.describe(e));
        }
        open.forEach(write -> write.fail(SqlStates.unavailable(e)));
      }
    }
  }

  /** One row that the database refuses must not fail the others. */
  private void commitAlone(QueuedWrite write) {
    if (write.isOpen()) {
      commit(List.of(write));
    }
  }

  /** Takes no more writes, and waits a little for those under way. */
  @Override
  public void close() {
    queue.close();
    try {
      for (Thread worker : workers) {
        worker.join(CLOSE_PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
