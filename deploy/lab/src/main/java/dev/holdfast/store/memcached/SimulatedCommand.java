package dev.holdfast.store.memcached;

import org.jspecify.annotations.Nullable;

/** One command on a simulated link. */
final class SimulatedCommand {
  private final ScriptedRequest request;
  private final @Nullable Actor sender;
  private final PendingReply reply;
  private Reply answer = Reply.Plain.MISS;

  SimulatedCommand(ScriptedRequest request, @Nullable Actor sender, PendingReply reply) {
    this.request = request;
    this.sender = sender;
    this.reply = reply;
  }

  ScriptedRequest request() {
    return request;
  }

  /** Returns for whom it was sent, or null if that was nobody alive. */
  @Nullable Actor sender() {
    return sender;
  }

  PendingReply reply() {
    return reply;
  }

  boolean isWaitedFor() {
    return !reply.isDone();
  }

  /** Notes what the node answered; the sender has not got it yet. */
  void answer(Reply given) {
    answer = given;
  }

  Reply answer() {
    return answer;
  }

  @Override
  public String toString() {
    return request + (sender == null ? "" : " of " + sender.name());
  }
}
