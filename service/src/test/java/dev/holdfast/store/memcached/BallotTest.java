package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.RecordCodec;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What follows from which answers, rule by rule. */
class BallotTest {
  private static final Verdict UNDECIDED = new Verdict.Undecided();
  private static final Verdict ABSENT = new Verdict.Absent();

  private final SteerableClock clock = new SteerableClock();
  private final StoreKey key = Samples.freshKey();
  private final Session first = Samples.first(key, clock, "first");
  private final Session second = Samples.after(key, first, "second");
  private final Session rival = Samples.after(key, first, "rival");
  private final NodeLink counts = new StillLink(true);
  private final NodeLink fresh = new StillLink(false);
  private final Ballot ballot = new Ballot(Quorums.steady(3));

  @Test
  void nothingFollowsWhileNobodyHasAnswered() {
    assertEquals(UNDECIDED, ballot.judge());
    assertThrows(NoAnswerException.class, ballot::requireAnswer);
  }

  @Test
  void twoEqualVotesStandBeforeTheThirdAnswers() {
    answer(whole(second), whole(second));

    assertEquals(new Verdict.Standing(second), ballot.judge());
  }

  @Test
  void aStubProvesTheCopyBesideIt() {
    answer(whole(second), null, stub(second));

    assertEquals(new Verdict.Standing(second), ballot.judge());
  }

  @Test
  void theHigherCounterWinsAndHasToBeCompleted() {
    answer(whole(first), whole(second));

    assertEquals(new Verdict.Incomplete(second, false), ballot.judge());
  }

  @Test
  void oneVoteIsNotEnoughUntilAllSpeak() {
    answer(whole(second));
    assertEquals(UNDECIDED, ballot.judge());

    ballot.answer(1, absent(counts));
    assertEquals(UNDECIDED, ballot.judge());

    ballot.answer(2, absent(counts));
    assertEquals(new Verdict.Incomplete(second, false), ballot.judge());
  }

  @Test
  void oneVoteIsUnverifiedWhenANodeIsSilent() {
    answer(whole(second), absent(counts), null);

    assertEquals(new Verdict.Unverified(second), ballot.judge());
  }

  @Test
  void aNodeThatDoesNotCountYetHasNoVote() {
    answer(whole(fresh, first), whole(second), null);

    assertEquals(new Verdict.Unverified(second), ballot.judge());
  }

  @Test
  void absentTakesThreeNodesOrTwoThatCount() {
    answer(absent(counts), absent(counts), null);

    assertEquals(ABSENT, ballot.judge());
  }

  @Test
  void absentOnTwoOfWhichOneDoesNotCountIsUnverified() {
    answer(absent(counts), absent(fresh), null);

    assertEquals(new Verdict.Unverified(null), ballot.judge());
  }

  @Test
  void absentOnThreeIsAbsentEvenWhenNoneCounts() {
    answer(absent(fresh), absent(fresh), absent(fresh));

    assertEquals(ABSENT, ballot.judge());
  }

  @Test
  void ofTwoWithTheSameCounterTheOneOnTwoNodesWins() {
    answer(whole(rival), whole(second), whole(second));

    assertEquals(new Verdict.Standing(second), ballot.judge());
  }

  @Test
  void twoWithTheSameCounterAreUnverifiedWhileTheThirdIsSilent() {
    answer(whole(rival), whole(second), null);

    assertInstanceOf(Verdict.Unverified.class, ballot.judge());
  }

  @Test
  void ofThreeWithTheSameCounterTheLastInOrderWinsOnceAllHaveAnswered() {
    answer(whole(rival), whole(second), absent(counts));

    assertEquals(new Verdict.Incomplete(second, true), ballot.judge());
  }

  @Test
  void aCopyThatShouldBeForgottenIsAbsent() {
    answer(whole(second).forgotten(), absent(counts), absent(counts));

    assertEquals(ABSENT, ballot.judge());
  }

  @Test
  void payloadThatIsNowhereIsLostOnceAllHaveAnswered() {
    answer(absent(counts), absent(counts), stub(second));
    assertEquals(
        second.version(), assertInstanceOf(Verdict.Lost.class, ballot.judge()).header().version());
  }

  @Test
  void payloadThatOnlyTheSilentNodeMayHaveIsUnverified() {
    answer(null, whole(first), stub(second));

    assertInstanceOf(Verdict.Unverified.class, ballot.judge());
  }

  @Test
  void aPayloadOnANodeThatDoesNotCountIsGoodWhenItsVersionWon() {
    answer(whole(fresh, second), whole(first), stub(second));

    assertEquals(new Verdict.Incomplete(second, false), ballot.judge());
  }

  @Test
  void anItemThatCannotBeReadIsNeitherAVoteNorAbsence() {
    answer(new Copy(null, 7, counts), absent(counts), null);
    assertEquals(new Verdict.Unverified(null), ballot.judge());

    Ballot other = new Ballot(Quorums.steady(3));
    other.answer(0, new Copy(null, 7, counts));
    other.answer(1, whole(second));
    other.answer(2, absent(counts));
    assertEquals(new Verdict.Unverified(second), other.judge());
  }

  @Test
  void theLatestTimesAreAnsweredWhoeverHasThem() {
    SessionTimes later = second.times().slidTo(clock.instant().plus(Duration.ofMinutes(5)));
    answer(whole(second), whole(second.withTimes(later)));

    assertEquals(new Verdict.Standing(second.withTimes(later)), ballot.judge());
  }

  @Test
  void aUseOfTheVersionBeforeIsNotLostWhenALaterOneIsCompleted() {
    SessionTimes later = first.times().slidTo(clock.instant().plus(Duration.ofMinutes(5)));
    answer(whole(second), whole(first.withTimes(later)), whole(first.withTimes(later)));

    assertEquals(new Verdict.Incomplete(second.withTimes(later), false), ballot.judge());
  }

  @Test
  void aBallotIsOutdatedWhenANodeCountsForOthersOnly() {
    answer(absent(counts), absent(counts), new Copy(second, 1, new StillLink(false, true)));

    assertEquals(ABSENT, ballot.judge());
    assertTrue(ballot.isOutdated());
  }

  @Test
  void aBallotIsNotOutdatedWhenANodeCountsForNobody() {
    answer(absent(counts), absent(counts), new Copy(second, 1, fresh));

    assertFalse(ballot.isOutdated());
  }

  @Test
  void aRivalCanStillWinWhileAnotherNodeHoldsLess() {
    answer(whole(second), whole(rival), whole(first));

    assertTrue(ballot.canStillWin(second.version()));
    assertTrue(ballot.canStillWin(rival.version()));
  }

  @Test
  void aRivalCannotWinOnANodeThatMayHaveLostTheOther() {
    answer(whole(second), whole(rival), absent(counts));

    assertFalse(ballot.canStillWin(second.version()));
  }

  @Test
  void ofTwoThatStandInOneRingEachNeitherWins() {
    Ballot moving = new Ballot(new Quorums(4, 0b0111, 0b1101, true));
    moving.answer(0, whole(rival));
    moving.answer(1, whole(second));
    moving.answer(2, whole(second));
    moving.answer(3, whole(rival));

    assertInstanceOf(Verdict.Unverified.class, moving.judge());
  }

  @Test
  void whatStandsInTheRingThatIsLeftWinsOverARivalThatStandsNowhere() {
    Ballot moving = new Ballot(new Quorums(4, 0b0111, 0b1101, true));
    moving.answer(0, whole(second));
    moving.answer(1, whole(second));
    moving.answer(2, whole(first));
    moving.answer(3, whole(first));

    assertEquals(new Verdict.Incomplete(second, false), moving.judge());
  }

  private void answer(Copy... copies) {
    for (int i = 0; i < copies.length; i++) {
      ballot.answer(i, copies[i]);
    }
  }

  private Copy whole(Session session) {
    return whole(counts, session);
  }

  private static Copy whole(NodeLink link, Session session) {
    return new Copy(session, 1, link);
  }

  private Copy stub(Session session) {
    return new Copy(RecordCodec.decode(RecordCodec.encodeStub(session)), 1, counts, false);
  }

  private static Copy absent(NodeLink link) {
    return new Copy(null, 0, link);
  }
}
