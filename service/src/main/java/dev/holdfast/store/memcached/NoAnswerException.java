package dev.holdfast.store.memcached;

import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.StoreUnavailableException;

/** Thrown inside this package when a node gives no usable answer to one command. */
final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean sent;
  private final String reason;

  /**
   * @param sent whether the node may have the command, and may still run it
   * @param reason which node, and what happened, without keys
   */
  NoAnswerException(boolean sent, String reason) {
    super(reason, null, false, false);
    this.sent = sent;
    this.reason = reason;
  }

  /** Returns whether the node may have the command, and may still run it. */
  boolean sent() {
    return sent;
  }

  /** Returns the same as the loss of something that was sent. */
  NoAnswerException asSent() {
    return sent ? this : new NoAnswerException(true, reason);
  }

  /** Returns what the caller of a store is told when nothing was applied. */
  StoreUnavailableException unavailable() {
    return new StoreUnavailableException(reason);
  }

  /** Returns what the caller of a store is told when a change may be applied or not. */
  OutcomeUnknownException unknown() {
    return new OutcomeUnknownException(reason);
  }
}
