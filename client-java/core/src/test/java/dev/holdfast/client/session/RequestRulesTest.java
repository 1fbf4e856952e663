package dev.holdfast.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestRulesTest {
  private final RequestRules rules =
      RequestRules.parse(
          "optimistic; /poll/* read-only no-slide; *.json read-only ;/pay exclusive;");

  @ParameterizedTest
  @CsvSource({
    "/, OPTIMISTIC, true",
    "/poll, READ_ONLY, false",
    "/poll/x.json, READ_ONLY, false",
    "/polls, OPTIMISTIC, true",
    "/a.json, READ_ONLY, true",
    "/pay, EXCLUSIVE, true",
    "/pay/x, OPTIMISTIC, true"
  })
  void ofAnswersTheFirstRuleThatMatches(String path, SessionMode mode, boolean slides) {
    assertEquals(new RequestPolicy(mode, slides), rules.of(path));
  }

  @Test
  void parseLocksEveryRequestWhenTheTextIsEmpty() {
    assertEquals(RequestRules.EXCLUSIVE, RequestRules.parse(""));
  }

  @Test
  void allPathsMatchTheStarAlone() {
    assertTrue(new UriPattern("/*").matches("/"));
    assertTrue(new UriPattern("/*").matches("/a/b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lazy", "/a", "/a lazy", "/a optimistic fast", "/*/a optimistic", "*a exclusive"})
  void parseNamesTheRuleThatItDoesNotTake(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> RequestRules.parse(text));
    assertTrue(refusal.getMessage().contains("(expected: "), refusal.getMessage());
  }

  @Test
  void lockWithoutSlideIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> RequestRules.parse("/a exclusive no-slide"));
  }
}
