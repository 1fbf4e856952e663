package dev.holdfast.store.memcached;

import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One replica: the code of the pool with links and a memory of its own. It tries as often as {@link
 * MemcachedSessionStore} does.
 */
final class SimulatedReplica {
  /** Time is up when the schedule says so, never before. */
  static final Deadline DEADLINE =
      new Deadline(
          System.nanoTime() + Duration.ofDays(1000).toNanos(),
          Duration.ofDays(500).toNanos(),
          Duration.ofDays(400).toNanos());

  private static final int ATTEMPTS = 3;

  private final int number;
  private final List<SimulatedPoolNode> nodes;
  private final Placement placement;
  private final Actors actors;
  private final Copies copies;
  private final Function<StoreKey, Repaired> repair;
  private final LockItems locks;
  private final Set<StoreKey> doubts = new LinkedHashSet<>();

  /**
   * What became of a write.
   *
   * @param outcome what was answered; null where there was no answer
   * @param doubtful whether it may stand, where there was no answer
   */
  record Written(@Nullable WriteOutcome outcome, boolean doubtful) {}

  SimulatedReplica(
      int number,
      Ring ring,
      List<SimulatedPoolNode> nodes,
      SimulatedClock clock,
      Duration slack,
      Actors actors,
      CopiesUnderTest code,
      ReplicationRules rules) {
    this.number = number;
    this.nodes = nodes;
    this.actors = actors;
    this.placement = new Placement(ring, nodes, 3);
    var items = new RecordItems(new MemcachedExpiry(clock, slack));
    var parts =
        new CopiesUnderTest.Parts(placement, items, new RecentCopies(clock::nanoTime), actors);
    CopiesUnderTest.Made made = code.make(parts, rules, doubts::add);
    this.copies = made.copies();
    this.repair = made.repair();
    this.locks = new LockItems(copies, items.expiry());
  }

  int number() {
    return number;
  }

  List<SimulatedPoolNode> nodes() {
    return nodes;
  }

  /** Returns the keys that it could not decide. */
  Set<StoreKey> doubts() {
    return doubts;
  }

  /** Reads; null where there is no answer. */
  @Nullable Lookup find(StoreKey key) {
    try {
      return attempt(deadline -> copies.beginRead(key, deadline).await());
    } catch (NoAnswerException _) {
      return null;
    }
  }

  Written write(StoreKey key, SessionWrite write) {
    Copies.RecordWrite guarded = copies.prepare(key, write, new LockStep(locks, key, LockUse.NONE));
    try {
      return new Written(attempt(guarded::attempt), false);
    } catch (NoAnswerException _) {
      return new Written(null, guarded.isInDoubt());
    }
  }

  /** Slides; false where the version was not current or nobody answered. */
  boolean slide(StoreKey key, Session slid) {
    try {
      return attempt(deadline -> copies.slide(key, slid, deadline));
    } catch (NoAnswerException _) {
      return false;
    }
  }

  /**
   * Deletes a record wherever it is, which the product never does; returns whether two nodes did.
   */
  boolean delete(StoreKey key) {
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    for (PoolNode candidate : placement.of(key).nodes()) {
      NodeLink link = candidate.link();
      if (link != null) {
        var request = MetaRequest.delete(ItemKey.record(key));
        replies.add(link.send(request, DEADLINE.ofCommand()));
      }
    }
    long done = replies.stream().filter(SimulatedReplica::isDeleted).count();
    return done > 1;
  }

  private static boolean isDeleted(CompletableFuture<Reply> reply) {
    Reply answer = reply.join();
    return answer instanceof Reply.Done || answer == Reply.Plain.GONE;
  }

  Repaired repair(StoreKey key) {
    try {
      return repair.apply(key);
    } catch (NoAnswerException _) {
      return Repaired.SILENT;
    }
  }

  private <T> T attempt(Function<Deadline, T> work) {
    NoAnswerException last = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        return work.apply(DEADLINE);
      } catch (NoAnswerException e) {
        last = last != null && last.sent() ? e.asSent() : e;
        if (!last.sent()) {
          throw last;
        }
        actors.pause();
      }
    }
    throw last == null ? new IllegalStateException("no attempt") : last;
  }
}
