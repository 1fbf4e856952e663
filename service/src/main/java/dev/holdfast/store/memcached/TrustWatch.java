package dev.holdfast.store.memcached;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the answers of a node count, on one connection. Its questions, reads of the
 * node's mark and of the step of its ring, are the probe as well: that keeps both items from being
 * evicted. Used by one thread, except that any may mark.
 */
final class TrustWatch {
  private final NodeConnection connection;
  private final LongSupplier epoch;
  private final Runnable onAnswer;
  private CompletableFuture<Reply> stats;
  private volatile @Nullable ProcessMark process;
  private boolean heardMark;
  private boolean isMute;
  private byte[] ringText = {};
  private @Nullable RingPlan ring;

  /**
   * Asks the process about itself.
   *
   * @param epoch tells which step of the ring this replica follows
   * @param onAnswer called when the process has answered
   */
  TrustWatch(NodeConnection connection, LongSupplier epoch, long deadlineNanos, Runnable onAnswer) {
    this.connection = connection;
    this.epoch = epoch;
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

  /** Returns the other one. */
  static MetaRequest ringQuestion() {
    return MetaRequest.get(ItemKey.RING);
  }

  /**
   * Notes the answer to {@link #ringQuestion()}.
   *
   * @param askedNanos when it was asked
   */
  void heardRing(Reply reply, long askedNanos) {
    if (reply instanceof Reply.Item(byte[] value, long _)) {
      if (!Arrays.equals(value, ringText)) {
        ringText = value;
        ring = RingPlan.decode(value);
      }
      connection.lease().hear(ring, askedNanos, epoch.getAsLong());
    } else if (reply == Reply.Plain.MISS) {
      connection.lease().hear(null, askedNanos, epoch.getAsLong());
    }
  }

  /** Notes the answer to {@link #question()}, and what the process has told about itself by now. */
  void heard(Reply reply) {
    hearProcess();
    ProcessMark own = process;
    if (reply instanceof Reply.Item(byte[] value, long _)) {
      heardMark = true;
      ProcessMark held = ProcessMark.decode(value);
      if (own != null && held != null && own.isSameRun(held)) {
        connection.mark();
      }
    } else if (reply == Reply.Plain.MISS) {
      heardMark = true;
      if (connection.isMarked()) {
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
    return heardMark && connection.lease().isAsked() && (process != null || isMute);
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
