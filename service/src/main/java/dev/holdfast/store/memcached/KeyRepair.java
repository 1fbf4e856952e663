package dev.holdfast.store.memcached;

import dev.holdfast.session.OperationId;
import dev.holdfast.session.Payload;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mends one key: hears every candidate, and brings each to the state that has won, so that
 * afterwards any two of them decide. Where the answers of all cannot tell the winner, one is chosen
 * and written as a new, higher version: whoever wrote the other one is told at the next save. Upon
 * a database such a key is forgotten instead: a version made here would stand above what is
 * committed for good. Used by one thread.
 */
final class KeyRepair {
  private static final int MAX_ROUNDS = 6;

  private final ReplicatedCopies copies;
  private final StoreKey key;
  private final Deadline deadline;
  private final Placement placement;
  private final Candidates candidates;
  private @Nullable Repaired decided;

  KeyRepair(ReplicatedCopies copies, StoreKey key, Deadline deadline) {
    this.copies = copies;
    this.key = key;
    this.deadline = deadline;
    this.placement = copies.placement();
    this.candidates = placement.of(key);
  }

  Repaired run() {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      int required = candidates.required();
      Ballot ballot = new Poll(copies, candidates, key, deadline.ofCommand()).untilComplete();
      Verdict verdict = ballot.judge();
      if (!ballot.hasHeard(required) || ballot.isOutdated() || !copies.isCurrent(placement)) {
        return Repaired.SILENT;
      }
      if (isMended(verdict, ballot)) {
        return decided == null ? Repaired.SOUND : decided;
      }
    }
    return Repaired.SILENT;
  }

  /** Mends what it can, and returns whether there was nothing to mend. */
  private boolean isMended(Verdict verdict, Ballot ballot) {
    return switch (verdict) {
      case Verdict.Standing(Session session) -> level(session, ballot);
      case Verdict.Incomplete(Session session, boolean forked) ->
          level(session, ballot) && (!forked || choose(ballot));
      case Verdict.Absent() -> clear(ballot);
      case Verdict.Lost(Session header) -> settles() ? entomb(header, ballot) : clear(ballot);
      case Verdict.Unverified _ -> choose(ballot);
      case Verdict.Undecided() -> throw new IllegalStateException("nobody is left to be heard");
    };
  }

  private boolean settles() {
    return copies.rules().settles();
  }

  /** Writes a record to all who hold less; returns whether nobody did. */
  private boolean level(Session session, Ballot ballot) {
    var writer = new CopyWriter(copies.items(), key, candidates, session, ballot);
    List<CopyWriter.Sent> sent = writer.send(deadline.ofCommand());
    sent.forEach(each -> copies.waiting().one(each.reply()));
    return sent.isEmpty();
  }

  /**
   * Deletes what nodes have of a key that is to be absent: what one brought back must not count
   * when it is trusted again.
   */
  private boolean clear(Ballot ballot) {
    boolean clean = true;
    for (int i = 0; i < ballot.size(); i++) {
      Copy copy = ballot.copy(i);
      if (copy != null && !copy.isAbsent()) {
        clean = false;
        var request = MetaRequest.delete(ItemKey.record(key), copy.cas());
        copies.waiting().one(copy.connection().send(request, deadline.ofCommand()));
      }
    }
    return clean;
  }

  private boolean choose(Ballot ballot) {
    Copy chosen = ballot.best();
    if (chosen == null) {
      return true;
    }
    Session session = chosen.sessionOrThrow();
    if (!chosen.whole()) {
      return settles() ? entomb(session, ballot) : clear(ballot);
    }
    if (!ballot.hasRival(session.version()) || ballot.canStillWin(session.version())) {
      return level(session, ballot); // a rival may be acknowledged now, but not over this
    }
    if (!settles()) {
      return clear(ballot);
    }
    Session next = renewed(session, session.status(), session.times(), session.payload(), ballot);
    return replace(next, ballot, Repaired.SETTLED);
  }

  /** An expired session needs no tombstone: its last header goes by itself. */
  private boolean entomb(Session header, Ballot ballot) {
    var now = copies.items().expiry().clock().instant();
    if (header.isExpired(now)) {
      return true;
    }
    SessionTimes times = header.times().entombedAt(now);
    Session next = renewed(header, new Session.Ended(), times, Payload.EMPTY, ballot);
    return replace(next, ballot, Repaired.LOST);
  }

  /**
   * Writes a new version along the candidates, and stops at the first that refuses it: the answers
   * of a poll are not of one moment, so what they say together may never have been. Returns false,
   * so that the candidates are asked again.
   */
  private boolean replace(Session next, Ballot ballot, Repaired repaired) {
    var writer = new CopyWriter(copies.items(), key, candidates, next, ballot);
    if (writer.sendInOrder(copies.waiting(), deadline) != 0) {
      decided = repaired;
      copies.verdicts().count(repaired);
    }
    return false;
  }

  /** The new version follows from what was met, so that two repairs at once make the same one. */
  private Session renewed(
      Session from, Session.Status status, SessionTimes times, Payload payload, Ballot ballot) {
    var operation = new OperationId(from.version().value(), ballot.fingerprint());
    SessionVersion version = from.version().next(key, operation);
    return new Session(version, status, times, payload, from.log());
  }
}
