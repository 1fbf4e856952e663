package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JavaVerdictTest {
  private static final Answer REFUSAL = new Answer.Refusal("status 503, Retry-After 1");
  private static final Answer NO_ANSWER = new Answer.Failure("no answer");
  private static final Answer BARE_503 = new Answer.Failure("status 503");
  private static final Answer READ = new Answer.Plain();

  /** The second click of every user falls into it, and no other. */
  private static final Outages OUTAGES = new Outages(List.of(new TimeSpan(11, 15)));

  private static final UserHistory USER = history(page(2), page(1), REFUSAL, page(2));
  private static final UserHistory READER = history(READ, READ, READ);

  @Test
  void isGoodWhenOnlyTheOutageRefusesAndReadersGoOn() {
    JavaVerdict verdict = verdict(USER, READER);

    assertEquals(new Verdict(2, 0, 0, 0, 0, 0), verdict.users());
    assertEquals(1, verdict.refused());
    assertEquals(new Verdict(2, 0, 0, 0, 0, 0), verdict.readers());
    assertEquals(1, verdict.readMeanwhile());
    assertTrue(verdict.isGood());
  }

  @Test
  void isNotGoodWhenNobodyWasRefused() {
    assertFalse(verdict(history(page(3), page(1), page(2), page(3)), READER).isGood());
  }

  @Test
  void isNotGoodWhenAPageIsRefusedWithoutAnOutage() {
    JavaVerdict verdict = verdict(history(page(1), page(1), REFUSAL, REFUSAL), READER);

    assertEquals(1, verdict.users().failed());
    assertFalse(verdict.isGood());
  }

  @Test
  void isNotGoodWhenAPageFailsOtherwiseDuringTheOutage() {
    UserHistory failed = history(page(1), page(1), NO_ANSWER);
    UserHistory bare = history(page(1), page(1), BARE_503);

    assertFalse(verdict(List.of(USER, failed), READER).isGood());
    assertFalse(verdict(List.of(USER, bare), READER).isGood());
  }

  @Test
  void isNotGoodWhenAUserIsAnotherAfterTheOutage() {
    JavaVerdict verdict = verdict(history(page("b", 1), page(1), REFUSAL, page("b", 1)), READER);

    assertEquals(1, verdict.users().lostSessions());
    assertFalse(verdict.isGood());
  }

  @Test
  void isNotGoodWhenAnAcknowledgedPageIsForgotten() {
    JavaVerdict verdict = verdict(history(page(1), page(1), REFUSAL, page(1)), READER);

    assertEquals(1, verdict.users().lostUpdates());
    assertFalse(verdict.isGood());
  }

  @Test
  void isNotGoodWhenACookieChanged() {
    UserHistory changed = new UserHistory(USER.clicks(), USER.finalLook(), 1);

    assertEquals(1, verdict(changed, READER).changedCookies());
    assertFalse(verdict(changed, READER).isGood());
  }

  @Test
  void isNotGoodWhenAReaderIsRefusedOrFails() {
    assertFalse(verdict(List.of(USER), READER, history(READ, READ, REFUSAL)).isGood());
    assertFalse(verdict(List.of(USER), READER, history(READ, NO_ANSWER)).isGood());
    assertFalse(verdict(List.of(USER), READER, history(NO_ANSWER, READ)).isGood());
  }

  @Test
  void isNotGoodWhenNobodyReadMeanwhile() {
    assertFalse(verdict(USER, history(READ, READ)).isGood());
  }

  private static JavaVerdict verdict(UserHistory user, UserHistory reader) {
    return verdict(List.of(user), reader);
  }

  private static JavaVerdict verdict(List<UserHistory> users, UserHistory... readers) {
    return JavaVerdict.of(new HistoryChecker(List.of()), OUTAGES, users, List.of(readers));
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
    return new Answer.Page(visitor, visits, "java-1", "unknown");
  }
}
