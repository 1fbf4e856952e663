package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistoryCheckerTest {
  private static final Answer NO_ANSWER = new Answer.Failure("no answer");
  private static final Answer CUT = new Answer.Cut("broke off");

  @Test
  void checkIsCleanWhenEveryPageCountsOn() {
    Verdict verdict = check(history(page(3), page(1), page(2), page(3)));

    assertEquals(new Verdict(3, 0, 0, 0, 0, 0), verdict);
    assertTrue(verdict.isClean());
  }

  @Test
  void checkIsNotCleanWhenThereWasNoPage() {
    assertFalse(check(history(page(0))).isClean());
  }

  @Test
  void checkCountsFailureWhenAClickBringsNoPage() {
    Verdict verdict = check(history(page(2), page(1), NO_ANSWER, page(2)));

    assertEquals(1, verdict.failed());
    assertFalse(verdict.isClean());
  }

  @Test
  void checkCountsFailureWhenTheLastLookFails() {
    assertEquals(1, check(history(NO_ANSWER, page(1))).failed());
  }

  @Test
  void checkCountsLostUpdateWhenTheFinalCountIsBelowThePages() {
    Verdict verdict = check(history(page(2), page(1), page(2), page(3)));

    assertEquals(1, verdict.lostUpdates());
    assertFalse(verdict.isClean());
  }

  @Test
  void checkCountsLostUpdateWhenTheCounterStandsStill() {
    assertEquals(1, check(history(page(3), page(1), page(2), page(2), page(3))).lostUpdates());
  }

  @Test
  void checkCountsLostUpdateWhenTheCounterGoesBackAndPagesWereResent() {
    Verdict verdict = check(history(page(6), page(1), page(5), page(4), page(6)));

    assertEquals(1, verdict.lostUpdates());
  }

  @Test
  void checkCountsLostSessionWhenTheVisitorBecomesAnother() {
    Verdict verdict =
        check(history(page("b", 2), page("a", 1), page("a", 2), page("b", 1), page("b", 2)));

    assertEquals(1, verdict.lostSessions());
    assertEquals(0, verdict.lostUpdates());
    assertFalse(verdict.isClean());
  }

  @Test
  void checkCountsLostSessionWhenOnlyTheLastLookShowsAnother() {
    assertEquals(1, check(history(page("b", 0), page("a", 1))).lostSessions());
  }

  @Test
  void checkCountsLostUpdateOfAnEarlierSessionWhenItWasLostLater() {
    Verdict verdict = check(history(page("b", 1), page("a", 1), page("a", 1), page("b", 1)));

    assertEquals(1, verdict.lostSessions());
    assertEquals(1, verdict.lostUpdates());
  }

  @Test
  void checkReportsPagesCountedTwiceWhenTheFinalCountIsAbove() {
    Verdict verdict = check(history(page(4), page(1), page(3), page(4)));

    assertEquals(1, verdict.countedTwice());
    assertTrue(verdict.isClean());
  }

  @Test
  void checkExcusesCutAnswerWhenAServerWasKilledMeanwhile() {
    Verdict verdict = check(List.of(new TimeSpan(15, 16)), history(page(2), page(1), CUT, page(2)));

    assertEquals(1, verdict.cut());
    assertTrue(verdict.isClean());
  }

  @Test
  void checkCountsFailureWhenAnAnswerIsCutWithoutAKill() {
    Verdict verdict = check(List.of(new TimeSpan(25, 26)), history(page(2), page(1), CUT, page(2)));

    assertEquals(1, verdict.failed());
    assertEquals(0, verdict.cut());
  }

  @Test
  void checkCountsFailureWhenNoAnswerCameEvenDuringAKill() {
    Verdict verdict = check(List.of(new TimeSpan(0, 100)), history(page(1), page(1), NO_ANSWER));

    assertEquals(1, verdict.failed());
  }

  @Test
  void checkAddsUpWhenThereAreManyUsers() {
    Verdict verdict =
        new HistoryChecker(List.of())
            .check(List.of(history(page(1), page(1)), history(page(0), page(1), NO_ANSWER)));

    assertEquals(new Verdict(2, 1, 0, 0, 1, 0), verdict);
  }

  private static Verdict check(UserHistory history) {
    return check(List.of(), history);
  }

  private static Verdict check(List<TimeSpan> kills, UserHistory history) {
    return new HistoryChecker(kills).check(List.of(history));
  }

  /** Click number n lasts from 10 n to 10 n + 8. */
  private static UserHistory history(Answer finalLook, Answer... answers) {
    List<Click> clicks = new ArrayList<>();
    for (Answer answer : answers) {
      long start = 10L * clicks.size();
      clicks.add(new Click(start, start + 8, answer));
    }
    return new UserHistory(clicks, finalLook, 0);
  }

  private static Answer page(long visits) {
    return page("a", visits);
  }

  private static Answer page(String visitor, long visits) {
    return new Answer.Page(visitor, visits, "app-1", "replica-1");
  }
}
