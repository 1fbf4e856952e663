package dev.holdfast.store.memcached;

import java.util.concurrent.CompletableFuture;

/**
 * A conversation with one node: one connection, for its whole life. Every command it takes is
 * answered, refused or failed: none is forgotten. A cas means nothing on another link. Safe for use
 * by many threads; no method waits.
 */
interface NodeLink {
  /** Returns the stable id of the node. */
  String nodeId();

  /** Returns whether the conversation is over. */
  boolean isClosed();

  /**
   * Returns whether the answers of this node count: it has been filled since its process began, and
   * was heard lately to know no later step of the ring than this replica.
   */
  boolean isTrusted();

  /**
   * Returns whether the node was filled since its process began, or need not be: others may count
   * on it, even while this replica must not.
   */
  boolean isMarked();

  /** Returns whether the node is late with an answer now, so that others are better asked first. */
  boolean isLagging();

  /**
   * Sends a command.
   *
   * @param deadlineNanos when to give up, as {@link System#nanoTime()} tells
   * @return the future of its reply, which is completed at that time at the latest
   */
  CompletableFuture<Reply> send(MetaRequest request, long deadlineNanos);

  /**
   * Takes a command that goes with the next {@link #sendQueued()}, so that several share a write.
   */
  CompletableFuture<Reply> enqueue(MetaRequest request, long deadlineNanos);

  /** Sends what was taken by {@link #enqueue}. */
  void sendQueued();
}
