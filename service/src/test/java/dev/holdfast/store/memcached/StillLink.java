package dev.holdfast.store.memcached;

import java.util.concurrent.CompletableFuture;

/** A link that is never used to send anything. */
record StillLink(boolean isTrusted, boolean isMarked) implements NodeLink {
  StillLink(boolean isTrusted) {
    this(isTrusted, isTrusted);
  }

  @Override
  public String nodeId() {
    return "still";
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public boolean isLagging() {
    return false;
  }

  @Override
  public CompletableFuture<Reply> send(MetaRequest request, long deadlineNanos) {
    throw new UnsupportedOperationException("nothing is sent");
  }

  @Override
  public CompletableFuture<Reply> enqueue(MetaRequest request, long deadlineNanos) {
    throw new UnsupportedOperationException("nothing is sent");
  }

  @Override
  public void sendQueued() {
    throw new UnsupportedOperationException("nothing is sent");
  }
}
