package dev.holdfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OperationLog;
import dev.holdfast.session.Payload;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records: found, written under guard, slid. */
public interface RecordContract extends StoreUnderTest {
  /** Returns what an applied write of this store rests on. */
  Durability durability();

  @Test
  default void findAnswersAbsentWhenNothingWasWritten() {
    assertEquals(new Lookup.Absent(), store().find(Samples.freshKey()));
  }

  @Test
  default void findAnswersTheWholeRecordWhenWritten() {
    StoreKey key = Samples.freshKey();
    Session plain = Samples.first(key, clock(), "p\r\na\0y");
    Session bound = Samples.bound(plain, Samples.freshUser());

    store().write(key, Samples.create(bound));

    assertEquals(new Lookup.Found(bound), store().find(key));
  }

  @Test
  default void findAnswersTheWholeRecordWhenPayloadIsLarge() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session large = Samples.after(key, first, Samples.payload(900_000));

    applied(store().write(key, Samples.replace(first, large)));

    assertEquals(new Lookup.Found(large), store().find(key));
  }

  @Test
  default void findAnswersTheWholeRecordWhenPayloadAndLogAreEmpty() {
    StoreKey key = Samples.freshKey();
    Session full = Samples.first(key, clock(), "");
    Session bare =
        new Session(full.version(), full.status(), full.times(), Payload.EMPTY, OperationLog.EMPTY);

    store().write(key, Samples.create(bare));

    assertEquals(new Lookup.Found(bare), store().find(key));
  }

  @Test
  default void findAnswersEndedWhenRecordIsATombstone() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session tombstone = Samples.ended(key, first);

    store().write(key, Samples.replace(first, tombstone));

    assertEquals(new Lookup.Ended(tombstone), store().find(key));
  }

  @Test
  default void findAnswersTheAliasWhenRecordHasMoved() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session next = Samples.after(key, first, Payload.EMPTY);
    Session alias =
        with(next, new Session.Moved(Samples.freshKey(), clock().instant().plusSeconds(30)));

    store().write(key, Samples.replace(first, alias));

    assertEquals(new Lookup.Found(alias), store().find(key));
  }

  @Test
  default void findStillAnswersTheRecordWhenItsEndHasJustPassed() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);

    clock().advance(Duration.ofMinutes(30).plusSeconds(1));

    assertEquals(new Lookup.Found(first), store().find(key));
  }

  @Test
  default void recallAnswersNothingWhenKeyWasNeverSeen() {
    assertEquals(Optional.empty(), store().recall(Samples.freshKey()));
  }

  @Test
  default void recallAnswersTheRecordWhenWrittenHere() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);

    assertEquals(Optional.of(first), store().recall(key));
  }

  @Test
  default void writeAppliesWhenNothingIsThereAndNothingIsExpected() {
    StoreKey key = Samples.freshKey();

    WriteOutcome outcome = store().write(key, Samples.create(Samples.first(key, clock(), "a")));

    assertEquals(durability(), applied(outcome).durability());
  }

  @Test
  default void writeConflictsWhenNothingIsExpectedAndARecordIsThere() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);

    var outcome = store().write(key, Samples.create(Samples.first(key, clock(), "other")));

    assertEquals(new Lookup.Found(first), refused(outcome).current());
    assertEquals(new Lookup.Found(first), store().find(key));
  }

  @Test
  default void writeAppliesWhenBaseIsCurrent() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session second = Samples.after(key, first, "second");

    applied(store().write(key, Samples.replace(first, second)));

    assertEquals(new Lookup.Found(second), store().find(key));
  }

  @Test
  default void writeConflictsWhenBaseIsNotCurrent() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session second = Samples.after(key, first, "second");
    store().write(key, Samples.replace(first, second));

    var late = store().write(key, Samples.replace(first, Samples.after(key, first, "late")));

    assertEquals(new Lookup.Found(second), refused(late).current());
    assertEquals(new Lookup.Found(second), store().find(key));
  }

  @Test
  default void writeConflictsWhenABaseIsNamedAndNothingIsThere() {
    StoreKey key = Samples.freshKey();
    Session never = Samples.first(key, clock(), "never");

    var outcome = store().write(key, Samples.replace(never, Samples.after(key, never, "x")));

    assertEquals(new Lookup.Absent(), refused(outcome).current());
    assertEquals(new Lookup.Absent(), store().find(key));
  }

  @Test
  default void writeConflictsWhenTheSessionHasEndedMeanwhile() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session tombstone = Samples.ended(key, first);
    store().write(key, Samples.replace(first, tombstone));

    var late = store().write(key, Samples.replace(first, Samples.after(key, first, "late")));

    assertEquals(new Lookup.Ended(tombstone), refused(late).current());
  }

  @Test
  default void writeAppliesAgainWhenRepeated() {
    StoreKey key = Samples.freshKey();
    Session first = Samples.first(key, clock(), "first");
    Session second = Samples.after(key, first, "second");

    for (int i = 0; i < 2; i++) {
      applied(store().write(key, Samples.create(first)));
    }
    for (int i = 0; i < 2; i++) {
      applied(store().write(key, Samples.replace(first, second)));
    }

    assertEquals(new Lookup.Found(second), store().find(key));
  }

  @Test
  default void writeAppliesToExactlyOneWhenManyShareABase() {
    StoreKey key = Samples.freshKey();
    Session base = created(key);
    List<Session> rivals =
        IntStream.range(0, 16).mapToObj(i -> Samples.after(key, base, "rival " + i)).toList();

    List<WriteOutcome> outcomes =
        Crowd.all(rivals, rival -> store().write(key, Samples.replace(base, rival)));

    List<Session> winners =
        IntStream.range(0, rivals.size())
            .filter(i -> outcomes.get(i) instanceof WriteOutcome.Applied)
            .mapToObj(rivals::get)
            .toList();
    assertEquals(1, winners.size());
    assertEquals(new Lookup.Found(winners.getFirst()), store().find(key));
  }

  @Test
  default void slideMovesTheTimesAndKeepsTheVersionWhenVersionIsCurrent() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    clock().advance(Duration.ofMinutes(10));
    Session slid = first.withTimes(first.times().slidTo(clock().instant()));

    assertTrue(store().slide(key, slid));

    assertEquals(new Lookup.Found(slid), store().find(key));
  }

  @Test
  default void slideRefusesWhenVersionIsNotCurrent() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    Session second = Samples.after(key, first, "second");
    store().write(key, Samples.replace(first, second));

    assertFalse(store().slide(key, first));

    assertEquals(new Lookup.Found(second), store().find(key));
  }

  @Test
  default void slideRefusesWhenNothingIsThere() {
    StoreKey key = Samples.freshKey();

    assertFalse(store().slide(key, Samples.first(key, clock(), "never")));

    assertEquals(new Lookup.Absent(), store().find(key));
  }

  @Test
  default void writeAppliesWhenTheBaseWasSlidMeanwhile() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    clock().advance(Duration.ofMinutes(10));
    store().slide(key, first.withTimes(first.times().slidTo(clock().instant())));
    Session second = Samples.after(key, first, "second");

    applied(store().write(key, Samples.replace(first, second)));

    assertEquals(new Lookup.Found(second), store().find(key));
  }

  private static Session with(Session session, Session.Status status) {
    return new Session(
        session.version(), status, session.times(), session.payload(), session.log());
  }
}
