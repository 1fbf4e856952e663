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
import java.util.Objects;
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
  private final boolean joins;
  private RingPlan plan;
  private Placement placement;
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
      RingPlan plan,
      List<SimulatedPoolNode> nodes,
      SimulatedClock clock,
      Duration slack,
      Actors actors,
      ScheduleTerms terms) {
    this.number = number;
    this.nodes = nodes;
    this.actors = actors;
    this.joins = terms.broken() != BrokenRule.RING_QUORUMS;
    this.plan = plan;
    this.placement = placement(plan);
    var items = new RecordItems(new MemcachedExpiry(clock, slack));
    var parts =
        new CopiesUnderTest.Parts(
            () -> placement, items, new RecentCopies(clock::nanoTime), actors);
    CopiesUnderTest.Made made = terms.code().make(parts, terms.broken().rules(), doubts::add);
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

  SimulatedPoolNode node(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
  }

  /** Returns the links it has now. */
  List<SimulatedLink> links() {
    return nodes.stream().map(SimulatedPoolNode::link).filter(Objects::nonNull).toList();
  }

  /** Returns the step of the ring that it follows. */
  RingPlan plan() {
    return plan;
  }

  boolean isAt(RingPlan step) {
    return plan.equals(step);
  }

  /** Enters a step of the ring. */
  void enter(RingPlan next) {
    plan = next;
    placement = placement(next);
    links().forEach(SimulatedLink::renew);
  }

  private Placement placement(RingPlan step) {
    RingPlan heeded = joins || !step.isMoving() ? step : step.finished();
    return SimulatedRing.placement(heeded, nodes);
  }

  /** Returns whether it can do nothing until it enters the next step of the ring. */
  boolean hasLapsed() {
    return links().stream().allMatch(SimulatedLink::isLapsed);
  }

  /** Returns whether all nodes that it knows of are in service, but for one that leaves. */
  boolean hasAllNodes() {
    List<SimulatedPoolNode> down =
        nodes.stream()
            .filter(node -> SimulatedRing.isIn(plan, node.id()) && node.link() == null)
            .toList();
    return down.isEmpty()
        || (down.size() == 1 && !SimulatedRing.isIn(plan.after(), down.getFirst().id()));
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

  /** Returns the links to nodes of its ring that are not to hold a key. */
  List<SimulatedLink> strayLinks(StoreKey key) {
    List<PoolNode> candidates = placement.of(key).nodes();
    return nodes.stream()
        .filter(node -> SimulatedRing.isIn(plan, node.id()) && !candidates.contains(node))
        .map(SimulatedPoolNode::link)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Deletes a record from a node that is not to hold it, as {@link Sweep} does. */
  boolean removeStray(StoreKey key, SimulatedLink link) {
    long deadlineNanos = DEADLINE.ofCommand();
    Reply seen = link.send(MetaRequest.digest(ItemKey.record(key)), deadlineNanos).join();
    return seen instanceof Reply.Digest(int _, long cas)
        && link.send(MetaRequest.delete(ItemKey.record(key), cas), deadlineNanos).join()
            instanceof Reply.Done;
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
