package dev.holdfast.lab.history;

import static dev.holdfast.lab.history.Calls.v;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.lab.history.SessionCall.Kind;
import dev.holdfast.lab.history.SessionCall.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that break a promise: each must be found. */
final class SessionHistoryViolationTest {

  @Test
  void checkCountsStaleWhenAReadIsOlderThanAnAcknowledgedWrite() {
    assertStale(new Calls().create("a", v(1, 1)).save("b", v(1, 1), v(2, 2)).found(v(1, 1), "a"));
  }

  @Test
  void checkCountsStaleWhenAReadIsOlderThanAnotherRead() {
    assertStale(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), 0, Result.UNKNOWN)
            .found(v(2, 2), "b")
            .found(v(1, 1), "a"));
  }

  @Test
  void checkCountsStaleWhenTwoVersionsOfOneCounterAreRead() {
    assertStale(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), v(2, 2), Result.UNKNOWN)
            .write("c", v(1, 1), v(2, 3), Result.UNKNOWN)
            .found(v(2, 3), "c")
            .found(v(2, 2), "b"));
  }

  @Test
  void checkCountsStaleWhenTheBytesAreAnotherWrites() {
    assertStale(new Calls().create("a", v(1, 1)).save("b", v(1, 1), v(2, 2)).found(v(2, 2), "a"));
  }

  @Test
  void checkCountsStaleWhenNobodyWroteTheBytes() {
    assertStale(new Calls().create("a", v(1, 1)).found(v(2, 2), "x"));
  }

  @Test
  void checkCountsStaleWhenTheBytesAreThoseOfAnEnd() {
    assertStale(new Calls().end("e", Result.APPLIED).found(v(1, 1), "e"));
  }

  @Test
  void checkCountsStaleWhenAReadShowsARefusedWrite() {
    assertStale(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), 0, Result.NOT_APPLIED)
            .found(v(2, 2), "b"));
  }

  @Test
  void checkCountsStaleWhenOneVersionIsReadWithDifferentBytes() {
    assertStale(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), 0, Result.UNKNOWN)
            .write("c", v(1, 1), 0, Result.UNKNOWN)
            .found(v(3, 7), "c")
            .found(v(3, 7), "b"));
  }

  @Test
  void checkCountsStaleWhenOldBytesReturnUnderANewVersion() {
    assertStale(new Calls().create("a", v(1, 1)).save("b", v(1, 1), v(2, 2)).found(v(3, 9), "a"));
  }

  @Test
  void checkCountsLostWhenAnAcknowledgedSessionIsAbsent() {
    assertLost(new Calls().create("a", v(1, 1)).read(Result.ABSENT));
  }

  @Test
  void checkCountsLostWhenASessionThatWasReadIsAbsent() {
    assertLost(
        new Calls().write("a", 0, 0, Result.UNKNOWN).found(v(1, 1), "a").read(Result.ABSENT));
  }

  @Test
  void checkCountsLostWhenASaveIsToldThatThereIsNoSession() {
    assertLost(new Calls().create("a", v(1, 1)).write("b", v(1, 1), 0, Result.ABSENT));
  }

  @Test
  void checkCountsLostWhenTheEndWasOverBeforeTheCreateBegan() {
    assertLost(
        new Calls()
            .create("a", v(1, 1))
            .end("e", Result.APPLIED)
            .create("b", v(3, 3))
            .read(Result.ABSENT));
  }

  @Test
  void checkCountsLostWhenTheOnlyEndWasRefused() {
    assertLost(new Calls().create("a", v(1, 1)).end("e", Result.NOT_APPLIED).read(Result.ABSENT));
  }

  @Test
  void checkCountsLostWhenNobodyEndedWhatIsToldEnded() {
    assertLost(new Calls().read(Result.ENDED));
  }

  @Test
  void checkCountsLostWhenAnAbsenceFollowsTheToldLoss() {
    assertLost(new Calls().create("a", v(1, 1)).read(Result.LOST).read(Result.ABSENT));
  }

  @Test
  void checkCountsResurrectedWhenAnEndedSessionIsRead() {
    assertResurrected(
        new Calls().create("a", v(1, 1)).end("e", Result.APPLIED).found(v(1, 1), "a"));
  }

  @Test
  void checkCountsResurrectedWhenTheVersionIsBelowTheTombstone() {
    assertResurrected(
        new Calls()
            .write("a", 0, 0, Result.UNKNOWN)
            .endWithVersion("e", v(2, 2))
            .found(v(1, 1), "a"));
  }

  @Test
  void checkCountsResurrectedWhenALateSaveOfTheEndedSessionIsRead() {
    assertResurrected(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), 0, Result.UNKNOWN)
            .end("e", Result.APPLIED)
            .found(v(2, 2), "b"));
  }

  @Test
  void checkCountsResurrectedWhenASaveOfTheEndedSessionIsAcknowledged() {
    assertResurrected(
        new Calls().create("a", v(1, 1)).end("e", Result.APPLIED).save("b", v(1, 1), v(3, 3)));
  }

  @Test
  void checkCountsLostUpdateWhenTwoSavesOfOneBaseAreAcknowledged() {
    assertLostUpdate(
        new Calls()
            .create("a", v(1, 1))
            .at(100, 120)
            .save("b", v(1, 1), v(2, 2))
            .at(100, 120)
            .save("c", v(1, 1), v(2, 3)));
  }

  @Test
  void checkCountsLostUpdateWhenTwoCreatesAreAcknowledgedWithoutAnEnd() {
    assertLostUpdate(new Calls().at(10, 30).create("a", v(1, 1)).at(10, 30).create("b", v(2, 2)));
  }

  @Test
  void checkCountsLostUpdateWhenTheEndCameBeforeBothCreates() {
    assertLostUpdate(
        new Calls()
            .end("e", Result.APPLIED)
            .at(100, 120)
            .create("a", v(2, 1))
            .at(100, 120)
            .create("b", v(3, 2)));
  }

  @Test
  void checkCountsLostUpdateWhenAnAcknowledgedVersionDoesNotGrow() {
    assertLostUpdate(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), 0, Result.UNKNOWN)
            .found(v(2, 2), "b")
            .save("c", v(1, 1), v(2, 3)));
  }

  @Test
  void checkCountsLostUpdateWhenAnOldBaseIsReplacedByAHighVersion() {
    assertLostUpdate(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), 0, Result.UNKNOWN)
            .found(v(2, 2), "b")
            .save("c", v(1, 1), v(7, 3)));
  }

  @Test
  void checkCountsLostUpdateWhenOneOperationIsAppliedTwice() {
    assertLostUpdate(
        new Calls().create("a", v(1, 1)).save("b", v(1, 1), v(2, 2)).save("b", v(1, 1), v(3, 2)));
  }

  @Test
  void violationsBlameTheLaterWriteWhenItsVersionIsTheLower() {
    var calls = new Calls().create("a", v(1, 9)).create("b", v(1, 1)).list();

    assertEquals(
        List.of("b"),
        SessionHistoryChecker.violations(calls).stream()
            .map(violation -> violation.call().operation())
            .toList());
  }

  @Test
  void checkShowsNoKeyWhenItGivesAnExample() {
    var calls = new Calls().create("a", v(1, 1)).read(Result.ABSENT).list();

    SessionFindings findings = SessionHistoryChecker.check(calls);

    assertEquals(
        List.of(
            "key 0, client 1, READ 20..25: told ABSENT although version 1.000001 stood and"
                + " nobody ended it"),
        findings.examples());
  }

  @Test
  void checkJudgesEachKeyByItselfWhenThereAreMany() {
    var lost = new SessionCall("b", 1, 50, 60, Kind.READ, Result.ABSENT, 0, 0, "", "");
    var made = new SessionCall("a", 1, 10, 20, Kind.WRITE, Result.APPLIED, 0, v(1, 1), "x", "");

    assertEquals(0, SessionHistoryChecker.check(List.of(made, lost)).lost());
  }

  private static void assertStale(Calls calls) {
    assertEquals(List.of(1L, 0L, 0L, 0L), counts(calls));
  }

  private static void assertLost(Calls calls) {
    assertEquals(List.of(0L, 1L, 0L, 0L), counts(calls));
  }

  private static void assertResurrected(Calls calls) {
    assertEquals(List.of(0L, 0L, 1L, 0L), counts(calls));
  }

  private static void assertLostUpdate(Calls calls) {
    assertEquals(List.of(0L, 0L, 0L, 1L), counts(calls));
  }

  private static List<Long> counts(Calls calls) {
    SessionFindings findings = calls.check();
    return List.of(
        findings.stale(), findings.lost(), findings.resurrected(), findings.lostUpdates());
  }
}
