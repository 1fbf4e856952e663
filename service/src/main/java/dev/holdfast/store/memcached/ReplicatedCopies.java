package dev.holdfast.store.memcached;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two whole copies of each record and a witness, which has its header, on three nodes: no single
 * node can lose, withhold or bring back a state without being outvoted by the others. See {@link
 * Ballot} for what counts, {@link ReplicatedWrite} for how a write gets there.
 */
final class ReplicatedCopies implements Copies {
  /** How many nodes have something of a record. */
  static final int CANDIDATES = 3;

  private static final int MAX_ROUNDS = 6;

  private final Supplier<Placement> placement;
  private final RecordItems items;
  private final RecentCopies recent;
  private final Waiting waiting;
  private final ReplicationRules rules;
  private final Consumer<StoreKey> doubts;
  private final Verdicts verdicts = new Verdicts();

  /**
   * @param placement gives each key three candidates, as the ring is now
   * @param doubts is told the keys that only a repair can decide
   */
  ReplicatedCopies(
      Supplier<Placement> placement,
      RecordItems items,
      RecentCopies recent,
      Waiting waiting,
      ReplicationRules rules,
      Consumer<StoreKey> doubts) {
    this.placement = placement;
    this.items = items;
    this.recent = recent;
    this.waiting = waiting;
    this.rules = rules;
    this.doubts = doubts;
  }

  /** Returns where keys belong now. */
  Placement placement() {
    return placement.get();
  }

  /** Returns whether keys still belong where they did. */
  boolean isCurrent(Placement earlier) {
    return placement.get() == earlier;
  }

  RecordItems items() {
    return items;
  }

  RecentCopies recent() {
    return recent;
  }

  Waiting waiting() {
    return waiting;
  }

  ReplicationRules rules() {
    return rules;
  }

  /** Returns how often a repair had to choose. */
  Verdicts verdicts() {
    return verdicts;
  }

  /** Notes a key that has to be repaired. */
  void doubt(StoreKey key) {
    doubts.accept(key);
  }

  @Override
  public NodeLink home(StoreKey key) {
    return homes(key).getFirst();
  }

  @Override
  public List<NodeLink> homes(StoreKey key) {
    List<NodeLink> links = Voters.among(placement().of(key)).links();
    if (links.isEmpty()) {
      throw new NoAnswerException(false, "no node of this session is in service");
    }
    return links;
  }

  @Override
  public Optional<Session> recall(StoreKey key) {
    return recent.session(key);
  }

  /** Asks the first for the record and the second for its digest: when they agree, that is all. */
  @Override
  public PendingRead beginRead(StoreKey key, Deadline deadline) {
    Session floor = recent.session(key).orElse(null);
    Placement current = placement();
    Voters voters = Voters.among(current.of(key));
    if (!voters.suffice() || voters.candidates().quorums().isMoving()) {
      return () -> settle(key, floor, deadline);
    }
    ItemKey item = ItemKey.record(key);
    NodeLink first = voters.links().get(0);
    NodeLink second = voters.links().get(1);
    CompletableFuture<Reply> value = first.send(MetaRequest.get(item), deadline.ofHedge());
    CompletableFuture<Reply> digest = second.send(MetaRequest.digest(item), deadline.ofHedge());
    return () -> {
      Reply whole = waiting.one(value);
      Reply tag = waiting.one(digest);
      Session session = agreed(key, whole, tag, first, second);
      boolean counts = first.isTrusted() && second.isTrusted() && isCurrent(current);
      return session == null || !counts || isBelow(session, floor)
          ? settle(key, floor, deadline)
          : Lookup.of(session);
    };
  }

  private @Nullable Session agreed(
      StoreKey key, Reply value, Reply digest, NodeLink first, NodeLink second) {
    if (value instanceof Reply.Item && digest instanceof Reply.Digest(int tag, long cas)) {
      Copy copy = Copy.of(value, first);
      Session session = copy.session();
      if (session != null && copy.whole() && RecordItems.tag(session) == tag) {
        recent.put(key, new Sighting(copy, new Copy(session, cas, second), null));
        return session;
      }
    }
    return null;
  }

  /** Asks every candidate, and makes sure that the answer survives any of them. */
  Lookup settle(StoreKey key, @Nullable Session floor, Deadline deadline) {
    Lookup before = null;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      deadline.check();
      Placement current = placement();
      Candidates candidates = current.of(key);
      Ballot ballot = new Poll(this, candidates, key, deadline.ofCommand()).untilDecided();
      ballot.requireAnswer();
      Lookup lookup = lookup(key, candidates, ballot, deadline);
      boolean doubtful = isDoubtful(lookup, before, ballot);
      before = lookup;
      if (lookup != null && !doubtful && isCurrent(current)) {
        return aboveFloor(lookup, floor);
      }
    }
    doubts.accept(key);
    return before instanceof Lookup.Unverified
        ? aboveFloor(before, floor)
        : new Lookup.Unverified(null);
  }

  /** The answers are not of one moment: a writer may have gone from one node to the next. */
  private static boolean isDoubtful(
      @Nullable Lookup lookup, @Nullable Lookup before, Ballot ballot) {
    return switch (lookup) {
      case Lookup.Lost lost -> !lost.equals(before);
      case Lookup.Unverified _ -> ballot.isComplete();
      case null, default -> false;
    };
  }

  /** Returns what the ballot says, or null when the candidates have to be asked again. */
  private @Nullable Lookup lookup(
      StoreKey key, Candidates candidates, Ballot ballot, Deadline deadline) {
    return switch (ballot.judge()) {
      case Verdict.Standing(Session session) -> {
        note(key, session, ballot);
        repair(key, candidates, session, ballot, deadline);
        yield Lookup.of(session);
      }
      case Verdict.Incomplete(Session session, boolean forked) ->
          isComplete(key, candidates, session, ballot, deadline) && (!forked || !rules.writesBack())
              ? Lookup.of(session)
              : null;
      case Verdict.Absent() -> new Lookup.Absent();
      case Verdict.Lost(Session header) -> lost(key, header);
      case Verdict.Unverified(Session best) -> {
        if (ballot.isComplete()) {
          doubts.accept(key);
        }
        yield new Lookup.Unverified(best);
      }
      case Verdict.Undecided() -> throw new IllegalStateException("nobody is left to be heard");
    };
  }

  /** A header outlives the copies by a moment when a session ends by itself. */
  private Lookup lost(StoreKey key, Session header) {
    if (header.isExpired(items.expiry().clock().instant())) {
      return new Lookup.Absent();
    }
    doubts.accept(key);
    return new Lookup.Lost(header.version());
  }

  /** Remembers the copies of a record that stands: the bases of its next save. */
  private void note(StoreKey key, Session session, Ballot ballot) {
    Sighting seen = null;
    for (int i = 0; i < ballot.size(); i++) {
      Copy copy = ballot.copy(i);
      if (copy != null && copy.has(session.version())) {
        Copy known = new Copy(session, copy.cas(), copy.connection());
        seen = seen == null ? new Sighting(known, null, null) : seen.with(known);
      }
    }
    if (seen != null) {
      recent.put(key, seen);
    }
  }

  /** Writes a record to those who answered and hold less; nobody waits for it. */
  private void repair(
      StoreKey key, Candidates candidates, Session session, Ballot ballot, Deadline deadline) {
    new CopyWriter(items, key, candidates, session, ballot).send(deadline.ofCommand());
  }

  /**
   * Writes a record to those who answered and hold less, in order, as every write; returns whether
   * it stands then.
   */
  private boolean isComplete(
      StoreKey key, Candidates candidates, Session session, Ballot ballot, Deadline deadline) {
    if (!rules.writesBack()) {
      return true;
    }
    var writer = new CopyWriter(items, key, candidates, session, ballot);
    int taken = ballot.trustedOf(writer.sendInOrder(waiting, deadline));
    return ballot.quorums().suffice(ballot.wholesOf(session.version()) | taken);
  }

  /**
   * Never answers what is older than what this replica knows to have existed, not even as the best
   * there is: then the nodes that knew better are silent, or have forgotten it.
   */
  private Lookup aboveFloor(Lookup lookup, @Nullable Session floor) {
    if (floor == null || floor.isExpired(items.expiry().clock().instant())) {
      return lookup;
    }
    return switch (lookup) {
      case Lookup.Found(Session session) when isBelow(session, floor) ->
          new Lookup.Unverified(null);
      case Lookup.Unverified(Session best) when best != null && isBelow(best, floor) ->
          new Lookup.Unverified(null);
      case Lookup.Ended(Session tombstone) when isBelow(tombstone, floor) ->
          new Lookup.Unverified(null);
      case Lookup.Absent() -> new Lookup.Lost(floor.version());
      default -> lookup;
    };
  }

  private static boolean isBelow(Session session, @Nullable Session floor) {
    return floor != null && session.version().counter() < floor.version().counter();
  }

  /** Mends one key; see {@link KeyRepair}. */
  Repaired repair(StoreKey key, Deadline deadline) {
    return new KeyRepair(this, key, deadline).run();
  }

  @Override
  public void requireRoom(StoreKey key, Session next) {
    RecordItems.requireRoom(next, placement().of(key).nodes());
  }

  @Override
  public RecordWrite prepare(StoreKey key, SessionWrite write, LockStep lock) {
    return new ReplicatedWrite(this, key, write, lock);
  }

  @Override
  public boolean slide(StoreKey key, Session slid, Deadline deadline) {
    deadline.check();
    Placement current = placement();
    Candidates candidates = current.of(key);
    Ballot ballot = new Poll(this, candidates, key, deadline.ofHedge()).untilComplete();
    Verdict verdict = ballot.judge();
    if (!(verdict instanceof Verdict.Standing(Session standing))
        || !standing.version().equals(slid.version())) {
      return false;
    }
    var writer = new CopyWriter(items, key, candidates, slid, ballot);
    int late = ballot.holdersOf(slid.version());
    for (CopyWriter.Sent sent : writer.send(deadline.ofCommand())) {
      int place = Quorums.of(sent.place());
      late = waiting.one(sent.reply()) instanceof Reply.Done ? late | place : late & ~place;
    }
    return ballot.quorums().suffice(ballot.trustedOf(late)) && isCurrent(current);
  }
}
