package dev.holdfast.store.memcached;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How a caller waits for replies. Whoever completes them keeps the deadlines, so no wait is
 * endless.
 */
interface Waiting {
  /** Blocks the calling thread. */
  Waiting BLOCKING =
      new Waiting() {
        @Override
        public Reply one(CompletableFuture<Reply> reply) {
          return reply.join();
        }

        @Override
        public void any(List<CompletableFuture<Reply>> replies) {
          CompletableFuture.anyOf(replies.toArray(CompletableFuture[]::new)).join();
        }
      };

  /** Waits for a reply and returns it. */
  Reply one(CompletableFuture<Reply> reply);

  /** Waits until at least one of these is there. */
  void any(List<CompletableFuture<Reply>> replies);
}
