package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which candidate may take a write, and what the writer is told: rules that a simulation found. */
class ReplicatedWriteTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final SteerableClock clock = new SteerableClock();
  private final StoreKey key = Samples.freshKey();
  private final Session first = Samples.first(key, clock, "first");
  private final Session second = Samples.after(key, first, "second");
  private final Session rival = Samples.after(key, first, "rival");
  private final Set<StoreKey> doubts = new HashSet<>();
  private final RecordItems items =
      new RecordItems(new MemcachedExpiry(clock, Duration.ofMinutes(5)));
  private ReplicatedCopies copies;
  private List<MemoryNode> candidates;

  @BeforeEach
  void begin() {
    List<MemoryNode> nodes = List.of(new MemoryNode("a"), new MemoryNode("b"), new MemoryNode("c"));
    Ring ring = new Ring(nodes.stream().map(node -> new Ring.Member(node.id(), 1)).toList());
    Placement placement = new Placement(ring, nodes, 3);
    copies =
        new ReplicatedCopies(
            () -> placement,
            items,
            new RecentCopies(),
            Waiting.BLOCKING,
            ReplicationRules.STRICT,
            doubts::add);
    candidates = placement.of(key).nodes().stream().map(MemoryNode.class::cast).toList();
  }

  @Test
  void saveLeavesTwoWholeCopiesAndAStub() {
    hold(first, first, first);

    assertInstanceOf(WriteOutcome.Applied.class, attempt(first.version(), second));

    assertEquals(second, candidates.get(0).held(key));
    assertEquals(second, candidates.get(1).held(key));
    assertEquals(second.version(), heldVersion(2));
  }

  @Test
  void nodeThatStaysSilentHasDecidedNothing() {
    attempt(null, first);
    candidates.forEach(MemoryNode::forget); // it has ended by itself, everywhere
    candidates.get(1).fallSilent();
    var save = prepare(first.version(), second);

    assertThrows(NoAnswerException.class, () -> save.attempt(deadline()));
    assertThrows(NoAnswerException.class, () -> save.attempt(deadline()));
    assertTrue(save.isInDoubt());

    assertNull(candidates.get(0).held(key));
    assertNull(candidates.get(2).held(key));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void writeWaitsForAHungNodeNoLongerThanTheHedgeDelay(int hung) {
    hold(first, first, first);
    candidates.get(hung).hang();
    Deadline patient = new Deadline(inAnHour(), HOUR.toNanos(), Duration.ofMillis(20).toNanos());

    WriteOutcome outcome = prepare(first.version(), second).attempt(patient);

    assertInstanceOf(WriteOutcome.Applied.class, outcome);
    assertEquals(second, candidates.get(1 - hung).held(key));
    assertEquals(second, candidates.get(2).held(key));
  }

  @Test
  void nodesThatAreLateAreWaitedForWhereTheOthersDoNotDo() {
    hold(first, first, first);
    candidates.forEach(MemoryNode::beLate);

    assertInstanceOf(WriteOutcome.Applied.class, attempt(first.version(), second));
  }

  @Test
  void nodeThatHasRefusedHasDecidedEvenIfNobodyHearsWhatItHolds() {
    hold(first, null, null);
    candidates.get(0).fallSilentAfterRefusal();
    Session create = Samples.first(key, clock, "create");

    assertInstanceOf(WriteOutcome.Conflict.class, attempt(null, create));

    assertNull(candidates.get(1).held(key));
    assertNull(candidates.get(2).held(key));
  }

  @Test
  void witnessIsNeverTheFirstToTakeAWrite() {
    hold(null, null, first);

    assertThrows(NoAnswerException.class, () -> attempt(first.version(), second));

    assertEquals(first.version(), heldVersion(2));
  }

  @Test
  void nodeBehindTheBaseIsNeverTheFirstToTakeAWrite() {
    hold(first, second, null);
    Session third = Samples.after(key, second, "third");

    assertInstanceOf(WriteOutcome.Applied.class, attempt(second.version(), third));

    assertEquals(third, candidates.get(0).held(key));
    assertEquals(third, candidates.get(1).held(key));
  }

  @Test
  void writerWhoseRivalStandsIsToldOfTheConflict() {
    hold(second, rival, rival);

    var outcome = assertInstanceOf(WriteOutcome.Conflict.class, attempt(first.version(), second));

    assertEquals(new Lookup.Found(rival), outcome.current());
  }

  @Test
  void writerWhoWasOvertakenByItsOwnSuccessorIsToldThatItWasApplied() {
    Session third = Samples.after(key, second, "third");
    hold(third, third, third);

    assertInstanceOf(WriteOutcome.Applied.class, attempt(first.version(), second));
  }

  private void hold(@Nullable Session... held) {
    for (int place = 0; place < held.length; place++) {
      Session session = held[place];
      if (session != null) {
        candidates.get(place).hold(key, session);
      }
    }
  }

  private @Nullable SessionVersion heldVersion(int place) {
    Session held = candidates.get(place).held(key);
    return held == null ? null : held.version();
  }

  private WriteOutcome attempt(@Nullable SessionVersion base, Session next) {
    return prepare(base, next).attempt(deadline());
  }

  private Copies.RecordWrite prepare(@Nullable SessionVersion base, Session next) {
    LockItems locks = new LockItems(copies, items.expiry());
    return copies.prepare(
        key, new SessionWrite(base, next, LockUse.NONE), new LockStep(locks, key, LockUse.NONE));
  }

  private static long inAnHour() {
    return System.nanoTime() + HOUR.toNanos();
  }

  private static Deadline deadline() {
    return Deadline.start(PoolSettings.Deadlines.SINGLE);
  }
}
