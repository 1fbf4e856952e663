package dev.holdfast.lab.history;

import static dev.holdfast.lab.history.Calls.v;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.lab.history.SessionCall.Kind;
import dev.holdfast.lab.history.SessionCall.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that keep every promise: none may be blamed. */
final class SessionHistoryCheckerTest {

  @Test
  void checkIsCleanWhenNothingHappened() {
    assertEquals(
        new SessionFindings(0, 0, 0, 0, 0, 0, 0, List.of()),
        SessionHistoryChecker.check(List.of()));
  }

  @Test
  void checkIsCleanWhenWritesAndReadsTakeTurns() {
    SessionFindings findings =
        new Calls()
            .create("a", v(1, 9))
            .found(v(1, 9), "a")
            .save("b", v(1, 9), v(2, 2))
            .found(v(2, 2), "b")
            .check();

    assertTrue(findings.isClean());
    assertEquals(2, findings.reads());
    assertEquals(2, findings.writes());
  }

  @Test
  void checkIsCleanWhenAConcurrentReadSeesEitherVersion() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .at(100, 200)
            .save("b", v(1, 1), v(2, 2))
            .at(110, 150)
            .found(v(1, 1), "a")
            .at(110, 150)
            .found(v(2, 2), "b"));
  }

  @Test
  void checkIsCleanWhenACallBeginsAsAnotherEnds() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .at(100, 200)
            .save("b", v(1, 1), v(2, 2))
            .at(200, 210)
            .found(v(1, 1), "a"));
  }

  @Test
  void checkIsCleanWhenAnUnknownWriteIsAppliedLate() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), 0, Result.UNKNOWN)
            .found(v(1, 1), "a")
            .found(v(2, 2), "b"));
  }

  @Test
  void checkIsCleanWhenAnUnknownWriteIsNeverApplied() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), v(2, 2), Result.UNKNOWN)
            .save("c", v(1, 1), v(2, 3))
            .found(v(2, 3), "c"));
  }

  @Test
  void checkIsCleanWhenARepeatedWriteAnswersTheSameVersion() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .save("b", v(1, 1), v(2, 2))
            .save("b", v(1, 1), v(2, 2))
            .found(v(2, 2), "b"));
  }

  @Test
  void checkIsCleanWhenARepeatedWriteIsAnsweredAfterNewerOnes() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), 0, Result.UNKNOWN)
            .save("c", v(2, 2), v(3, 3))
            .save("b", v(1, 1), v(2, 2))
            .found(v(3, 3), "c"));
  }

  @Test
  void checkIsCleanWhenAFirstTryWasRefusedAndTheNextApplied() {
    assertClean(
        new Calls().write("a", 0, 0, Result.NOT_APPLIED).create("a", v(1, 1)).found(v(1, 1), "a"));
  }

  @Test
  void checkIsCleanWhenAForkOfUnknownWritesIsSettledUnderANewVersion() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .write("b", v(1, 1), 0, Result.UNKNOWN)
            .write("c", v(1, 1), 0, Result.UNKNOWN)
            .read(Result.UNVERIFIED)
            .found(v(3, 7), "b")
            .save("d", v(3, 7), v(4, 4)));
  }

  @Test
  void checkIsCleanWhenAnAcknowledgedVersionIsSettledUnderANewOne() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .save("b", v(1, 1), v(2, 2))
            .found(v(3, 7), "b")
            .found(v(3, 7), "b"));
  }

  @Test
  void checkIsCleanWhenASessionIsCreatedAfterItsEnd() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .end("e", Result.APPLIED)
            .read(Result.ENDED)
            .create("b", v(3, 3))
            .found(v(3, 3), "b")
            .save("c", v(3, 3), v(4, 4))
            .found(v(4, 4), "c"));
  }

  @Test
  void checkIsCleanWhenTheTombstoneIsForgotten() {
    assertClean(new Calls().create("a", v(1, 1)).end("e", Result.APPLIED).read(Result.ABSENT));
  }

  @Test
  void checkIsCleanWhenAnUnknownEndIsAppliedLate() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .end("e", Result.UNKNOWN)
            .found(v(1, 1), "a")
            .read(Result.ENDED));
  }

  @Test
  void checkIsCleanWhenAnEndOverlapsTheRead() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .at(100, 200)
            .end("e", Result.APPLIED)
            .at(110, 120)
            .found(v(1, 1), "a")
            .at(130, 140)
            .read(Result.ENDED));
  }

  @Test
  void checkIsCleanWhenASaveOverlapsTheEnd() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .at(100, 200)
            .end("e", Result.APPLIED)
            .at(110, 120)
            .save("b", v(1, 1), v(2, 2))
            .at(210, 220)
            .read(Result.ENDED));
  }

  @Test
  void checkIsCleanWhenARepeatedCreateIsAnsweredAfterTheEnd() {
    assertClean(
        new Calls()
            .write("a", 0, 0, Result.UNKNOWN)
            .end("e", Result.APPLIED)
            .create("a", v(1, 1))
            .read(Result.ENDED));
  }

  @Test
  void checkIsCleanWhenARepeatedEndIsAnsweredAfterANewCreate() {
    assertClean(
        new Calls()
            .create("a", v(1, 1))
            .end("e", Result.UNKNOWN)
            .create("b", v(3, 3))
            .end("e", Result.APPLIED)
            .found(v(3, 3), "b"));
  }

  @Test
  void checkIsCleanWhenAnUnknownCreateComesLateAfterAnEndOfNothing() {
    assertClean(
        new Calls().write("a", 0, 0, Result.UNKNOWN).end("e", Result.APPLIED).found(v(1, 1), "a"));
  }

  @Test
  void checkCountsButDoesNotBlameWhenTheAnswerIsAnError() {
    SessionFindings findings =
        new Calls()
            .create("a", v(1, 1))
            .read(Result.UNVERIFIED)
            .read(Result.UNAVAILABLE)
            .read(Result.LOST)
            .write("b", v(1, 1), 0, Result.UNVERIFIED)
            .check();

    assertTrue(findings.isClean());
    assertEquals(2, findings.unverified());
  }

  @Test
  void isCleanIsFalseWhenAnyPromiseIsBroken() {
    assertFalse(new SessionFindings(1, 1, 1, 0, 0, 0, 0, List.of()).isClean());
    assertFalse(new SessionFindings(1, 1, 0, 1, 0, 0, 0, List.of()).isClean());
    assertFalse(new SessionFindings(1, 1, 0, 0, 1, 0, 0, List.of()).isClean());
    assertFalse(new SessionFindings(1, 1, 0, 0, 0, 1, 0, List.of()).isClean());
  }

  @Test
  void sessionCallThrowsWhenItDoesNotLast() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SessionCall("k", 1, 5, 5, Kind.READ, Result.ABSENT, 0, 0, "", ""));
  }

  private static void assertClean(Calls calls) {
    assertEquals(List.of(), calls.check().examples());
  }
}
