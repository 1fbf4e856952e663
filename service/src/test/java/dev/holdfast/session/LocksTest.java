package dev.holdfast.session;

import static dev.holdfast.session.Sample.done;
import static dev.holdfast.session.Sample.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.store.Await;
import dev.holdfast.store.memory.InMemorySessionStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting in line, in real time: order, hand-over and drain. */
final class LocksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONG_LEASE = Duration.ofSeconds(60);
  private static final int WAITERS = 8;

  private final InstantSource clock = InstantSource.system();
  private final InMemorySessionStore store =
      new InMemorySessionStore(1 << 20, Duration.ofMinutes(5), clock);
  private final Sessions sessions = new Sessions(store, Sample.DIGEST, clock);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    sessions.drain();
    threads.close();
  }

  @Test
  void acquireServesWaitersInTheOrderTheyCame() throws Exception {
    done(sessions.acquire(Sample.acquire(Sample.ANNA, Duration.ZERO)));
    ConcurrentLinkedQueue<String> served = new ConcurrentLinkedQueue<>();
    List<String> expected = new ArrayList<>();
    List<CompletableFuture<?>> running = new ArrayList<>();
    for (int i = 0; i < WAITERS; i++) {
      OwnerToken owner = new OwnerToken("waiter-number-" + i);
      expected.add(owner.value());
      int before = i;
      running.add(CompletableFuture.runAsync(() -> takeTurn(owner, served), threads));
      awaitWaiters(before + 1);
    }

    done(sessions.release(Sample.NAME, Sample.ANNA));
    for (CompletableFuture<?> each : running) {
      each.get(30, TimeUnit.SECONDS);
    }

    assertEquals(expected, List.copyOf(served));
  }

  private void takeTurn(OwnerToken owner, ConcurrentLinkedQueue<String> served) {
    done(sessions.acquire(Sample.acquire(owner, PATIENCE)));
    served.add(owner.value());
    done(sessions.release(Sample.NAME, owner));
  }

  private void awaitWaiters(int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (sessions.waiters() < count) {
      assertTrue(System.nanoTime() < end, "only " + sessions.waiters() + " wait");
      Thread.onSpinWait();
    }
  }

  @Test
  void newcomerWithoutPatienceDoesNotOvertakeWhenTheLockIsHandedOver() throws Exception {
    done(sessions.acquire(Sample.acquire(Sample.ANNA, Duration.ZERO)));
    var waiting =
        CompletableFuture.supplyAsync(
            () -> sessions.acquire(Sample.acquire(Sample.BERT, PATIENCE)), threads);
    awaitWaiters(1);

    done(sessions.release(Sample.NAME, Sample.ANNA));

    OwnerToken newcomer = new OwnerToken("newcomer-one");
    Refusal refusal = refused(sessions.acquire(Sample.acquire(newcomer, Duration.ZERO)));
    assertEquals(ErrorCode.LOCK_HELD, refusal.code());
    done(waiting.get(30, TimeUnit.SECONDS));
  }

  @Test
  void waiterReadsWhatTheHolderSavedWhenASaveReleases() throws Exception {
    SessionVersion base = done(sessions.write(Sample.create("one"))).version();
    done(sessions.acquire(Sample.acquire(Sample.ANNA, Duration.ZERO)));
    var waiting =
        CompletableFuture.supplyAsync(
            () -> sessions.acquire(Sample.acquire(Sample.BERT, PATIENCE)), threads);
    awaitWaiters(1);

    WrittenSession saved =
        done(
            sessions.write(
                Sample.write(
                    "two", new Condition.MustMatch(base), new LockClaim(Sample.ANNA, true))));

    assertEquals(LockState.RELEASED, saved.lock());
    AcquiredSession got = done(waiting.get(30, TimeUnit.SECONDS));
    assertEquals(saved.version(), java.util.Objects.requireNonNull(got.session()).version());
  }

  @Test
  void waiterGetsTheLockWhenTheHoldersLeaseEnds() throws Exception {
    Duration lease = Duration.ofMillis(100);
    done(
        sessions.acquire(
            new AcquireRequest(
                Sample.NAME, Sample.ANNA, lease, Duration.ZERO, null, Sample.unbound())));

    done(sessions.acquire(Sample.acquire(Sample.BERT, PATIENCE)));

    assertEquals(Sample.BERT, store.holder(Sample.storeKey()).map(Lease::owner).orElseThrow());
  }

  @Test
  void drainTurnsWaitersAwayAndLetsTheRestGoOn() throws Exception {
    done(sessions.acquire(Sample.acquire(Sample.ANNA, Duration.ZERO)));
    var waiting =
        CompletableFuture.supplyAsync(
            () -> sessions.acquire(Sample.acquire(Sample.BERT, PATIENCE)), threads);
    awaitWaiters(1);

    sessions.drain();

    assertEquals(ErrorCode.DRAINING, refused(waiting.get(30, TimeUnit.SECONDS)).code());
    done(sessions.write(Sample.create("still served")));
    done(sessions.release(Sample.NAME, Sample.ANNA));
  }

  @Test
  void waiterLeavesTheLineWhenItsCallerHangsUp() throws Exception {
    done(sessions.acquire(Sample.acquire(Sample.ANNA, Duration.ZERO)));
    var bert = new SteeredCaller();
    var waiting =
        CompletableFuture.supplyAsync(() -> sessions.acquire(asked(Sample.BERT, bert)), threads);
    awaitWaiters(1);

    bert.hangUp();

    assertEquals(ErrorCode.LOCK_HELD, refused(waiting.get(30, TimeUnit.SECONDS)).code());
    done(sessions.release(Sample.NAME, Sample.ANNA));
    assertTrue(store.holder(Sample.storeKey()).isEmpty());
  }

  @Test
  void lockIsPutBackWhenItsCallerHasHungUp() {
    var bert = new SteeredCaller();
    bert.hangUp();

    assertEquals(ErrorCode.LOCK_HELD, refused(sessions.acquire(asked(Sample.BERT, bert))).code());

    assertTrue(store.holder(Sample.storeKey()).isEmpty());
  }

  @Test
  void lockIsFreedWhenItEndsWithItsCallerAndThatHangsUp() {
    var anna = new SteeredCaller();
    done(sessions.acquire(bound(Sample.ANNA, anna)));

    anna.hangUp();

    done(sessions.acquire(Sample.acquire(Sample.BERT, PATIENCE)));
    assertEquals(Sample.BERT, store.holder(Sample.storeKey()).map(Lease::owner).orElseThrow());
  }

  @Test
  void lockThatWasHandedOverIsFreedWhenItsSessionCannotBeRead() throws Exception {
    ScriptedStore silent = new ScriptedStore(store);
    Sessions replica = new Sessions(silent, Sample.DIGEST, clock);
    done(replica.acquire(Sample.acquire(Sample.ANNA, Duration.ZERO)));
    var waiting =
        CompletableFuture.supplyAsync(
            () -> replica.acquire(Sample.acquire(Sample.BERT, PATIENCE)), threads);
    Await.until("he waits", () -> replica.waiters() == 1);
    silent.failNextFind(new StoreUnavailableException("node a does not answer"));

    done(replica.release(Sample.NAME, Sample.ANNA));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refused(waiting.get(30, TimeUnit.SECONDS)).code());
    assertTrue(store.holder(Sample.storeKey()).isEmpty());
  }

  @Test
  void lockOfWhichASaveHeardNothingIsFreedOnceItsNodeAnswers() {
    ScriptedStore silent = new ScriptedStore(store);
    Sessions replica = new Sessions(silent, Sample.DIGEST, clock);
    SessionVersion base = done(replica.write(Sample.create("one"))).version();
    done(replica.acquire(lasting(bound(Sample.ANNA, new SteeredCaller()))));
    silent.leaveNextLock();
    silent.failNextHolder(new StoreUnavailableException("node a does not answer"));

    WrittenSession saved =
        done(
            replica.write(
                Sample.write(
                    "two", new Condition.MustMatch(base), new LockClaim(Sample.ANNA, true))));

    assertEquals(LockState.LOST, saved.lock());
    Await.until("it is free", () -> store.holder(Sample.storeKey()).isEmpty());
  }

  @Test
  void lockThatIsAnothersStaysWhenASaveLostIt() {
    ScriptedStore watched = new ScriptedStore(store);
    Sessions replica = new Sessions(watched, Sample.DIGEST, clock);
    SessionVersion base = done(replica.write(Sample.create("one"))).version();
    done(replica.acquire(Sample.acquire(Sample.BERT, Duration.ZERO)));

    WrittenSession saved =
        done(
            replica.write(
                Sample.write(
                    "two", new Condition.MustMatch(base), new LockClaim(Sample.ANNA, true))));

    assertEquals(LockState.LOST, saved.lock());
    Await.until("it was looked whose the lock is", () -> watched.holderAsked() > 0);
    assertEquals(Sample.BERT, store.holder(Sample.storeKey()).map(Lease::owner).orElseThrow());
  }

  @Test
  void lockThatWasTakenUnheardIsFreed() {
    ScriptedStore silent = new ScriptedStore(store);
    Sessions replica = new Sessions(silent, Sample.DIGEST, clock);
    silent.failNextAcquire(new StoreUnavailableException("node a does not answer"));

    Refusal refusal = refused(replica.acquire(lasting(asked(Sample.BERT, new SteeredCaller()))));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refusal.code());
    Await.until("it is free", () -> store.holder(Sample.storeKey()).isEmpty());
  }

  @Test
  void lockThatWasTakenUnheardStaysWithAnOwnerThatAskedAgain() {
    ScriptedStore silent = new ScriptedStore(store);
    Locks locks = new Locks(silent, clock);
    silent.failNextAcquire(new StoreUnavailableException("node a does not answer"));
    silent.failNextHolder(new StoreUnavailableException("node a does not answer"));
    assertThrows(StoreUnavailableException.class, () -> taken(locks, LONG_LEASE));

    Lease again = taken(locks, LONG_LEASE.plusMillis(1));

    Await.until("the release was tried again", () -> silent.holderAsked() >= 2);
    assertTrue(store.holder(Sample.storeKey()).orElseThrow().isSame(again));
  }

  @Test
  void lockIsFreedOnceItsNodeAnswersWhenItsCallerHasHungUp() {
    ScriptedStore silent = new ScriptedStore(store);
    Sessions replica = new Sessions(silent, Sample.DIGEST, clock);
    var anna = new SteeredCaller();
    done(replica.acquire(lasting(bound(Sample.ANNA, anna))));
    silent.failNextHolder(new StoreUnavailableException("node a does not answer"));

    anna.hangUp();

    Await.until("it is free", () -> store.holder(Sample.storeKey()).isEmpty());
  }

  @Test
  void lockStaysWhenItsOwnerHasAskedAgainAndTheFirstConnectionCloses() {
    Locks locks = new Locks(store, clock);
    Lease first = taken(locks, LONG_LEASE);
    Lease again = taken(locks, LONG_LEASE.plusMillis(1));

    locks.freeQuietly(Sample.storeKey(), first);

    assertTrue(store.holder(Sample.storeKey()).orElseThrow().isSame(again));
    locks.freeQuietly(Sample.storeKey(), again);
    assertTrue(store.holder(Sample.storeKey()).isEmpty());
  }

  private Lease taken(Locks locks, Duration term) {
    LockWish wish = new LockWish(Sample.ANNA, term, new SteeredCaller());
    return done(locks.acquire(Sample.storeKey(), wish, clock.instant())).lease();
  }

  @Test
  void lockStaysWhenAReplicaThatDrainsClosesItsConnection() {
    var anna = new SteeredCaller();
    done(sessions.acquire(bound(Sample.ANNA, anna)));
    sessions.drain();

    anna.hangUp();

    Refusal refusal =
        refused(sessions.acquire(Sample.acquire(Sample.BERT, Duration.ofMillis(200))));
    assertEquals(ErrorCode.DRAINING, refusal.code());
    assertEquals(Sample.ANNA, store.holder(Sample.storeKey()).map(Lease::owner).orElseThrow());
  }

  private static AcquireRequest asked(OwnerToken owner, Caller caller) {
    return new AcquireRequest(
        Sample.NAME, owner, null, PATIENCE, null, new AcquireRequest.Bond(caller, null));
  }

  private static AcquireRequest bound(OwnerToken owner, SteeredCaller caller) {
    return new AcquireRequest(
        Sample.NAME, owner, null, PATIENCE, null, new AcquireRequest.Bond(caller, caller::leave));
  }

  /** With a lease that outlasts a test that waits for the lock to be freed. */
  private static AcquireRequest lasting(AcquireRequest request) {
    return new AcquireRequest(
        request.name(), request.owner(), LONG_LEASE, request.patience(), null, request.bond());
  }
}
