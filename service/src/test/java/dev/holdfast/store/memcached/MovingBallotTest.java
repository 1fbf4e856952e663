package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.RecordCodec;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What follows from which answers while a key moves: places 0, 1 and 2 are left, 1, 2 and 3 are
 * entered, unless a test says otherwise.
 */
class MovingBallotTest {
  private static final Verdict UNDECIDED = new Verdict.Undecided();
  private static final Quorums ONE_MOVES = new Quorums(4, 0b0111, 0b1110, true);
  private static final Quorums ALL_MOVE = new Quorums(6, 0b000111, 0b111000, true);

  private final SteerableClock clock = new SteerableClock();
  private final StoreKey key = Samples.freshKey();
  private final Session first = Samples.first(key, clock, "first");
  private final Session second = Samples.after(key, first, "second");
  private final Session rival = Samples.after(key, first, "rival");
  private final NodeLink counts = new StillLink(true);

  @Test
  void recordThatStandsOnTwoOfBothRingsStands() {
    assertEquals(
        new Verdict.Standing(first), judge(ONE_MOVES, null, whole(first), whole(first), null));
  }

  @Test
  void recordOfTheRingThatIsLeftHasToBeCarriedOver() {
    assertEquals(
        new Verdict.Incomplete(first, false),
        judge(ALL_MOVE, whole(first), whole(first), null, absent(), absent(), absent()));
  }

  @Test
  void recordMadeInTheRingThatIsEnteredHasToBeCarriedBack() {
    assertEquals(
        new Verdict.Incomplete(first, false),
        judge(ALL_MOVE, absent(), absent(), absent(), whole(first), whole(first), absent()));
  }

  @Test
  void laterRecordWinsInWhicheverRingItStands() {
    assertEquals(
        new Verdict.Incomplete(second, false),
        judge(
            ALL_MOVE,
            whole(first),
            whole(first),
            null,
            whole(second),
            whole(second),
            whole(second)));
    assertEquals(
        new Verdict.Incomplete(second, false),
        judge(ALL_MOVE, whole(second), whole(second), null, whole(first), whole(first), null));
  }

  @Test
  void absentTakesBothRings() {
    assertEquals(
        new Verdict.Absent(),
        judge(ALL_MOVE, absent(), absent(), absent(), absent(), absent(), absent()));
    assertInstanceOf(
        Verdict.Unverified.class,
        judge(ALL_MOVE, absent(), absent(), absent(), absent(), null, null));
  }

  @Test
  void nothingIsDecidedWithoutTheRingThatIsEntered() {
    assertInstanceOf(
        Verdict.Unverified.class,
        judge(ALL_MOVE, whole(first), whole(first), whole(first), absent(), null, null));
    Ballot ballot = new Ballot(ALL_MOVE);
    ballot.answer(0, whole(first));
    ballot.answer(1, whole(first));
    assertEquals(UNDECIDED, ballot.judge());
  }

  @Test
  void ofTwoWritersTheOneThatStandsInTheRingThatIsEnteredWinsOnceAllOfTheOtherAreHeard() {
    assertEquals(
        new Verdict.Incomplete(second, true),
        judge(ALL_MOVE, whole(rival), absent(), absent(), whole(second), whole(second), null));
    assertInstanceOf(
        Verdict.Unverified.class,
        judge(ALL_MOVE, whole(rival), whole(first), null, whole(second), whole(second), null));
  }

  @Test
  void ofTwoWritersThatStandInOneRingEachNoneWins() {
    assertInstanceOf(
        Verdict.Unverified.class,
        judge(ALL_MOVE, whole(rival), whole(rival), null, whole(second), whole(second), null));
  }

  @Test
  void ofTwoWritersTheOneThatStandsInTheRingThatIsLeftWinsOnceAllOfTheOtherAreHeard() {
    assertEquals(
        new Verdict.Incomplete(rival, true),
        judge(ALL_MOVE, whole(rival), whole(rival), null, whole(second), absent(), absent()));
    assertInstanceOf(
        Verdict.Unverified.class,
        judge(ALL_MOVE, whole(rival), whole(rival), null, whole(second), whole(first), null));
  }

  @Test
  void ofTwoWritersThatStandNowhereNoneWins() {
    assertInstanceOf(
        Verdict.Unverified.class,
        judge(ONE_MOVES, whole(rival), whole(second), absent(), absent()));
  }

  @Test
  void aStubAloneIsNotEnoughInTheRingThatIsEntered() {
    assertEquals(
        new Verdict.Incomplete(first, false),
        judge(
            new Quorums(5, 0b00111, 0b11100, true),
            whole(first),
            whole(first),
            stub(first),
            absent(),
            absent()));
  }

  private static Verdict judge(Quorums quorums, @Nullable Copy... copies) {
    Ballot ballot = new Ballot(quorums);
    for (int i = 0; i < copies.length; i++) {
      ballot.answer(i, copies[i]);
    }
    return ballot.judge();
  }

  private Copy whole(Session session) {
    return new Copy(session, 1, counts);
  }

  private Copy stub(Session session) {
    return new Copy(RecordCodec.decode(RecordCodec.encodeStub(session)), 1, counts, false);
  }

  private Copy absent() {
    return new Copy(null, 0, counts);
  }
}
