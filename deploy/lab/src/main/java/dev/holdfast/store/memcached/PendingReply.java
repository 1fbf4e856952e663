package dev.holdfast.store.memcached;

import java.util.concurrent.CompletableFuture;

/** The future of a reply. Who waits for it in an actor hands the turn over meanwhile. */
final class PendingReply extends CompletableFuture<Reply> {
  private final Actors actors;

  PendingReply(Actors actors) {
    this.actors = actors;
  }

  @Override
  public Reply join() {
    actors.await(this::isDone);
    return super.join();
  }
}
