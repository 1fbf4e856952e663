package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks all candidates of a key for their copies at once. Used by one thread. */
final class Poll {
  private final Waiting waiting;
  private final MemcachedExpiry expiry;
  private final Ballot ballot;
  private final List<@Nullable NodeLink> links = new ArrayList<>();
  private final List<@Nullable CompletableFuture<Reply>> replies = new ArrayList<>();

  /** Sends the questions. */
  Poll(ReplicatedCopies copies, Candidates candidates, StoreKey key, long deadlineNanos) {
    this.waiting = copies.waiting();
    this.expiry = copies.items().expiry();
    this.ballot = new Ballot(candidates.quorums());
    for (PoolNode candidate : candidates.nodes()) {
      NodeLink link = candidate.link();
      links.add(link);
      replies.add(
          link == null ? null : link.send(MetaRequest.get(ItemKey.record(key)), deadlineNanos));
    }
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i) == null) {
        ballot.answer(i, null);
      }
    }
  }

  /** Waits until the answers decide. */
  Ballot untilDecided() {
    take();
    while (ballot.judge() instanceof Verdict.Undecided) {
      waitForOne();
    }
    return ballot;
  }

  /** Waits for every answer that comes in time. */
  Ballot untilComplete() {
    take();
    while (!awaited().isEmpty()) {
      waitForOne();
    }
    return ballot;
  }

  private void waitForOne() {
    waiting.any(awaited());
    take();
  }

  private List<CompletableFuture<Reply>> awaited() {
    List<CompletableFuture<Reply>> awaited = new ArrayList<>();
    for (CompletableFuture<Reply> reply : replies) {
      if (reply != null) {
        awaited.add(reply);
      }
    }
    return awaited;
  }

  private void take() {
    for (int i = 0; i < links.size(); i++) {
      CompletableFuture<Reply> reply = replies.get(i);
      NodeLink link = links.get(i);
      if (reply != null && link != null && reply.isDone()) {
        replies.set(i, null);
        ballot.answer(i, copyOf(reply.join(), link, expiry));
      }
    }
  }

  /** Returns the copy that a candidate told, or null where it told none. */
  static @Nullable Copy copyOf(Reply reply, NodeLink link, MemcachedExpiry expiry) {
    if (!(reply instanceof Reply.Item) && reply != Reply.Plain.MISS) {
      return null;
    }
    Copy copy = Copy.of(reply, link);
    Session session = copy.session();
    return session != null && expiry.isOver(session) ? copy.forgotten() : copy;
  }
}
