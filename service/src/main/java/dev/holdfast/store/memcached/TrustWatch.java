package dev.holdfast.store.memcached;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the answers of a node count, on one connection. Its question, a read of the
 * node's mark, is the probe as well: it keeps the mark from being evicted. Used by one thread,
 * except that any may mark.
 */
final class TrustWatch {
  private final NodeConnection connection;
  private final Runnable onAnswer;
  private CompletableFuture<Reply> stats;
  private volatile @Nullable ProcessMark process;
  private boolean heardMark;
  private boolean isMute;

  /** Asks the process about itself; calls {@code onAnswer} when it has answered. */
  TrustWatch(NodeConnection connection, long deadlineNanos, Runnable onAnswer) {
    this.connection = connection;
    this.onAnswer = onAnswer;
    this.stats = askProcess(deadlineNanos);
  }

  private CompletableFuture<Reply> askProcess(long deadlineNanos) {
    return connection
        .send(StatsCommand.process(deadlineNanos))
        .whenComplete((_, _) -> onAnswer.run());
  }

  /** Returns the question to ask again and again. */
  static MetaRequest question() {
    return MetaRequest.get(ItemKey.MARK);
  }

  /** Notes the answer to {@link #question()}, and what the process has told about itself by now. */
  void heard(Reply reply) {
    hearProcess();
    ProcessMark own = process;
    if (reply instanceof Reply.Item(byte[] value, long _)) {
      heardMark = true;
      ProcessMark held = ProcessMark.decode(value);
      if (own != null && held != null && own.isSameRun(held)) {
        connection.trust();
      }
    } else if (reply == Reply.Plain.MISS) {
      heardMark = true;
      if (connection.isTrusted()) {
        var _ = mark(System.nanoTime() + NodeProbe.INTERVAL.toNanos());
      }
    }
  }

  /** An answer that was lost on the way is asked for again: without it nothing ever counts. */
  private void hearProcess() {
    if (process != null || !stats.isDone()) {
      return;
    }
    if (stats.join() instanceof Reply.Stats(var numbers)) {
      process = ProcessMark.of(numbers);
      isMute = process == null;
    } else if (!connection.isClosed()) {
      stats = askProcess(System.nanoTime() + NodeProbe.INTERVAL.toNanos() * 10);
    }
  }

  /** Returns whether it is known by now if the node is marked. */
  boolean isSettled() {
    return heardMark && (process != null || isMute);
  }

  /** Writes the mark of this run to the node. */
  CompletableFuture<Reply> mark(long deadlineNanos) {
    ProcessMark own = process;
    return own == null
        ? CompletableFuture.completedFuture(
            new Reply.Rejected("the node does not tell when its process began"))
        : connection.send(MetaRequest.put(ItemKey.MARK, own.encode()), deadlineNanos);
  }
}
