package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Brings the candidates of a key up to a record that has won: each by a guarded write over the copy
 * it was seen to hold, so nothing newer is ever overwritten.
 */
final class CopyWriter {
  private final RecordItems items;
  private final StoreKey key;
  private final Candidates candidates;
  private final Session winner;
  private final int holders;
  private final Ballot ballot;
  private @Nullable ItemValue whole;

  CopyWriter(
      RecordItems items, StoreKey key, Candidates candidates, Session winner, Ballot ballot) {
    this.items = items;
    this.key = key;
    this.candidates = candidates;
    this.winner = winner;
    this.ballot = ballot;
    this.holders = ballot.holdersOf(winner.version());
  }

  /**
   * A write that was sent to a candidate.
   *
   * @param place the candidate it was sent to
   * @param reply what it will answer
   */
  record Sent(int place, CompletableFuture<Reply> reply) {}

  /**
   * Sends the record to every candidate that answered and holds less: the whole of it, and to the
   * witness the header where enough others have the payload.
   */
  List<Sent> send(long deadlineNanos) {
    boolean witnessToo = !ballot.quorums().suffice(ballot.wholesOf(winner.version()));
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < ballot.size(); i++) {
      Sent one = send(i, witnessToo, deadlineNanos);
      if (one != null) {
        sent.add(one);
      }
    }
    return sent;
  }

  /**
   * Sends it to one after the other until one refuses it; returns the places of those that took it.
   */
  int sendInOrder(Waiting waiting, Deadline deadline) {
    int taken = 0;
    for (int i = 0; i < ballot.size(); i++) {
      Sent one = send(i, true, deadline.ofCommand());
      if (one != null) {
        if (!(waiting.one(one.reply()) instanceof Reply.Done)) {
          return taken;
        }
        taken |= Quorums.of(one.place());
      }
    }
    return taken;
  }

  private @Nullable Sent send(int candidate, boolean witnessToo, long deadlineNanos) {
    Copy copy = ballot.copy(candidate);
    boolean payload = witnessToo || candidates.needsPayload(candidate);
    if (copy == null || !isBehind(candidate, copy, payload)) {
      return null;
    }
    ItemValue item = payload || isBetterWhole(copy) ? whole() : items.stub(winner);
    var request = MetaRequest.set(ItemKey.record(key), copy.guard(), item);
    return new Sent(candidate, copy.connection().send(request, deadlineNanos));
  }

  /** Made when it is needed: most often every candidate has it. */
  private ItemValue whole() {
    ItemValue made = whole == null ? items.whole(winner, candidates.nodes()) : whole;
    whole = made;
    return made;
  }

  /** A witness that has the payload keeps it. */
  private boolean isBetterWhole(Copy copy) {
    return copy.whole() && copy.has(winner.version());
  }

  /**
   * A rival with the same counter is only overwritten where it cannot be decided: a replica that is
   * a step of the ring apart may know one of the groups only.
   */
  private boolean isBehind(int place, Copy copy, boolean payload) {
    if (copy.has(winner.version())) {
      return (payload && !copy.whole()) || isEarlier(copy.sessionOrThrow());
    }
    long counter = copy.counter();
    long wanted = winner.version().counter();
    return counter < wanted || (counter == wanted && ballot.quorums().sufficeAt(place, holders));
  }

  private boolean isEarlier(@Nullable Session session) {
    return session != null
        && session.times().idleExpireTime().isBefore(winner.times().idleExpireTime());
  }
}
