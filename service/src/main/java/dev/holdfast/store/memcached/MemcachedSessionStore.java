package dev.holdfast.store.memcached;

import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.CacheNotes;
import dev.holdfast.store.SessionKeys;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store on a pool of memcached nodes. With {@link PoolSettings.Mode#REPLICATED} no single node
 * can lose a session or bring back an old state of one. With {@link PoolSettings.Mode#SINGLE} what
 * a node says of a key is taken for true, so a node that restarts empty has lost its sessions. In
 * both a node that does not answer is never taken for one that has nothing.
 *
 * <p>Reads, slides, acquires and guarded writes are tried up to three times within the deadline of
 * the operation, because repeating them is safe. A node that is out of service fails its calls at
 * once, and delays no other node.
 */
public final class MemcachedSessionStore implements SessionStore, AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final double JITTER = 0.5;
  private static final double PAUSE_GROWTH = 3;
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration START_PATIENCE = Duration.ofSeconds(1);
  private static final Duration START_POLL = Duration.ofMillis(5);

  private final PoolSettings settings;
  private final Roster roster;
  private final RingFollower follower;
  private final Pulse pulse;
  private final Copies copies;
  private final @Nullable Sweeper sweeper;
  private final PoolRing ring;
  private final LockItems locks;
  private final StrayLocks strays;
  private final PoolNotes notes;
  private final Retry retry =
      Retry.of(
          "holdfast-pool",
          RetryConfig.custom()
              .maxAttempts(ATTEMPTS)
              .intervalFunction(
                  IntervalFunction.ofExponentialRandomBackoff(PAUSE, PAUSE_GROWTH, JITTER))
              .retryOnException(e -> e instanceof NoAnswerException none && none.sent())
              .build());

  private MemcachedSessionStore(
      PoolSettings settings,
      MeterRegistry meters,
      Pulse pulse,
      ReadLoop reads,
      InstantSource clock) {
    boolean replicated = settings.mode() == PoolSettings.Mode.REPLICATED;
    this.settings = settings;
    this.pulse = pulse;
    roster = new Roster(settings, meters, pulse::wake, reads);
    int perKey = replicated ? ReplicatedCopies.CANDIDATES : 1;
    follower = new RingFollower(perKey, roster);
    var items = new RecordItems(new MemcachedExpiry(clock, settings.slack()));
    RecentCopies recent = new RecentCopies();
    if (replicated) {
      Sweeper.Doubts doubts = new Sweeper.Doubts();
      var several =
          new ReplicatedCopies(
              follower::placement,
              items,
              recent,
              Waiting.BLOCKING,
              settings.uponDatabase() ? ReplicationRules.UPON_DATABASE : ReplicationRules.STRICT,
              doubts::add);
      copies = several;
      sweeper = new Sweeper(follower, several, settings.deadlines(), doubts);
      ring = new RingChange(follower, roster, sweeper);
    } else {
      copies = new SingleCopy(follower.placement(), items, recent);
      sweeper = null;
      ring = new FixedRing(settings.nodes());
    }
    notes = new PoolNotes(follower, replicated, clock);
    locks = new LockItems(copies, items.expiry());
    strays = new StrayLocks(follower::placement, locks, () -> Deadline.start(settings.deadlines()));
  }

  /**
   * Starts a store. Waits a moment for the nodes to answer, and goes on without those that do not:
   * {@link #nodes()} tells which, and they are tried again for ever.
   *
   * @param settings the nodes, and how long to wait for them; a replicated pool whose ring was
   *     changed while it ran is followed to its present nodes
   * @param meters where the meters of the nodes are registered
   * @param clock tells the time
   */
  public static MemcachedSessionStore start(
      PoolSettings settings, MeterRegistry meters, InstantSource clock) {
    return start(settings, meters, ReadLoop.NONE, clock);
  }

  /**
   * Starts a store, as {@link #start(PoolSettings, MeterRegistry, InstantSource)} does, that has
   * answers read where its callers run.
   */
  public static MemcachedSessionStore start(
      PoolSettings settings, MeterRegistry meters, ReadLoop reads, InstantSource clock) {
    Pulse pulse = new Pulse();
    var store = new MemcachedSessionStore(settings, meters, pulse, reads, clock);
    pulse.start(store.roster::nodes, store.follower::tick);
    store.startSweeper(meters);
    store.awaitFirstAnswers();
    return store;
  }

  private void startSweeper(MeterRegistry meters) {
    if (sweeper != null) {
      RingMeters.register(meters, follower);
      sweeper.publish(meters);
      sweeper.start();
    }
  }

  private boolean areTrusted() {
    return layoutNodes().stream()
        .map(PoolNode::link)
        .allMatch(each -> each == null || each.isTrusted());
  }

  private List<MemcachedNode> layoutNodes() {
    return follower.layout().nodes();
  }

  private void awaitFirstAnswers() {
    long end = System.nanoTime() + START_PATIENCE.toNanos();
    try {
      for (MemcachedNode node : layoutNodes()) {
        node.awaitFirstAnswer(end - System.nanoTime());
      }
      while (!areTrusted() && System.nanoTime() - end < 0) {
        LockSupport.parkNanos(this, START_POLL.toNanos());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how many copies it keeps of each session. */
  public PoolSettings.Mode mode() {
    return settings.mode();
  }

  /** Returns the state of each node that holds sessions, as it is known now, without asking. */
  public List<NodeView> nodes() {
    return layoutNodes().stream().map(MemcachedNode::view).toList();
  }

  /** Returns the ring of its nodes. */
  public PoolRing ring() {
    return ring;
  }

  /** Returns the keys of its records, for those who go through them. */
  public SessionKeys keys() {
    return notes.keys();
  }

  SessionKeys keys(long partKeys) {
    return new PoolKeys(follower, sweeper == null ? 1 : ReplicatedCopies.CANDIDATES, partKeys);
  }

  /** Returns what the pool notes of itself as a whole. */
  public CacheNotes notes() {
    return notes;
  }

  NodeTally tally(int node) {
    return layoutNodes().get(node).tally();
  }

  @Override
  public Lookup find(StoreKey key) {
    return repeated(deadline -> read(key, deadline));
  }

  private Lookup read(StoreKey key, Deadline deadline) {
    deadline.check();
    return copies.beginRead(key, deadline).await();
  }

  @Override
  public Optional<Session> recall(StoreKey key) {
    return copies.recall(key);
  }

  @Override
  public WriteOutcome write(StoreKey key, SessionWrite write) {
    LockStep lock = new LockStep(locks, key, write.lock());
    Copies.RecordWrite guarded = copies.prepare(key, write, lock);
    Deadline deadline = Deadline.start(settings.deadlines());
    try {
      WriteOutcome outcome = attempt(guarded::attempt, deadline);
      strays.follow(key, write.lock(), lockAfter(outcome));
      return outcome;
    } catch (NoAnswerException e) {
      if (guarded.isInDoubt()) {
        throw e.unknown();
      }
      throw e.unavailable();
    }
  }

  private static LockState lockAfter(WriteOutcome outcome) {
    return outcome instanceof WriteOutcome.Applied(_, LockState lock) ? lock : LockState.NONE;
  }

  @Override
  public void requireRoom(StoreKey key, Session next) {
    copies.requireRoom(key, next);
  }

  @Override
  public boolean slide(StoreKey key, Session slid) {
    return repeated(deadline -> copies.slide(key, slid, deadline));
  }

  @Override
  public Acquisition acquire(StoreKey key, Lease lease) {
    return repeated(
        deadline -> {
          strays.expect(key, lease.owner());
          return locks.acquire(key, lease, deadline);
        });
  }

  @Override
  public Optional<Lease> holder(StoreKey key) {
    return repeated(deadline -> locks.holder(key, deadline));
  }

  @Override
  public boolean renew(StoreKey key, Lease lease) {
    return once(deadline -> locks.hand(key, lease.owner(), lease, deadline));
  }

  @Override
  public LockState release(StoreKey key, LockUse.Release release) {
    boolean done =
        once(deadline -> locks.hand(key, release.owner(), release.successor(), deadline));
    LockState state = done ? LockState.RELEASED : LockState.LOST;
    strays.follow(key, release, state);
    return state;
  }

  /** Runs what is safe to repeat. */
  private <T> T repeated(Function<Deadline, T> work) {
    try {
      return attempt(work, Deadline.start(settings.deadlines()));
    } catch (NoAnswerException e) {
      throw e.unavailable();
    }
  }

  /** Asks for help with repeating only once it is needed: nearly every first attempt succeeds. */
  private <T> T attempt(Function<Deadline, T> work, Deadline deadline) {
    try {
      return work.apply(deadline);
    } catch (NoAnswerException e) {
      return retry.executeSupplier(new Repeat<>(work, deadline, e));
    }
  }

  /** Runs what would tell a wrong outcome if it were repeated. */
  private <T> T once(Function<Deadline, T> work) {
    try {
      return work.apply(Deadline.start(settings.deadlines()));
    } catch (NoAnswerException e) {
      if (e.sent()) {
        throw e.unknown();
      }
      throw e.unavailable();
    }
  }

  /** Closes every connection, and fails what is in flight. */
  @Override
  public void close() {
    if (sweeper != null) {
      sweeper.close();
    }
    pulse.close();
    roster.close();
  }

  @Override
  public String toString() {
    return "MemcachedSessionStore"
        + layoutNodes().stream().map(MemcachedNode::id).toList()
        + " with "
        + settings.mode().describe();
  }
}
