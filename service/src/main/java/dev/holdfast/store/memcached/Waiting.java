package dev.holdfast.store.memcached;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

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
        public @Nullable Reply within(CompletableFuture<Reply> reply, long nanos) {
          try {
            return reply.get(nanos, TimeUnit.NANOSECONDS);
          } catch (TimeoutException _) {
            return null;
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
          } catch (ExecutionException e) {
            throw new IllegalStateException(e);
          }
        }

        @Override
        public void any(List<CompletableFuture<Reply>> replies) {
          CompletableFuture.anyOf(replies.toArray(CompletableFuture[]::new)).join();
        }
      };

  /** Waits for a reply and returns it. */
  Reply one(CompletableFuture<Reply> reply);

  /** Waits for a reply for so long; returns null where it is not there by then. */
  @Nullable Reply within(CompletableFuture<Reply> reply, long nanos);

  /** Waits until at least one of these is there. */
  void any(List<CompletableFuture<Reply>> replies);
}
