package dev.holdfast.store.memcached;

import java.util.concurrent.CompletableFuture;

/** Waits for replies. Whoever completes them keeps the deadline: no timer is needed here. */
final class Replies {
  private Replies() {}

  /**
   * Returns the answer of a node.
   *
   * @throws NoAnswerException if there is none, or if it says that the node cannot
   */
  static Reply await(CompletableFuture<Reply> future) {
    return answer(future.join());
  }

  /** Returns the reply if it is an answer; throws as {@link #await} does. */
  static Reply answer(Reply reply) {
    return switch (reply) {
      case Reply.Failed(boolean sent, String reason) -> throw new NoAnswerException(sent, reason);
      case Reply.Rejected(String reason) -> throw new NoAnswerException(false, reason);
      default -> reply;
    };
  }
}
