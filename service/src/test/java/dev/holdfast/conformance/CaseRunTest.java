package dev.holdfast.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CaseRunTest {
  private static final String GET = "\"call\": \"get\", \"key\": \"k1\"";
  private static final String HTTP = "\"call\": \"http\", \"method\": \"GET\", \"path\": \"/\"";

  private final SteerableClock clock = new SteerableClock();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'payload': 'one'",
        "'not_modified': false",
        "'created': true",
        "'absent': false",
        "'lock': 'held'",
        "'durability_one_of': ['cache', 'memory']",
        "'etag': '\\\"7\\\"'",
        "'etag_after': '\\\"6\\\"'",
        "'expires_in': '60s'",
        "'lifetime_expires_in': '10m'",
        "'lock_expires_in': '20s'"
      })
  void playSucceedsWhenTheAnswerIsAsExpected(String member) {
    play(GET, "'ok': true, " + member, success());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'payload': 'two'",
        "'payload': null",
        "'not_modified': true",
        "'created': false",
        "'absent': true",
        "'lock': 'lost'",
        "'durability_one_of': ['cache']",
        "'etag': '\\\"8\\\"'",
        "'etag_after': '\\\"7\\\"'",
        "'expires_in': '66s'",
        "'lifetime_expires_in': '9m'",
        "'lock_expires_in': '26s'"
      })
  void playFailsWhenAMemberDiffers(String member) {
    assertFails(GET, "'ok': true, " + member, success());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'error': 'SESSION_ENDED'",
        "'error': 'LOCK_HELD', 'http': 409",
        "'error': 'LOCK_HELD', 'outcome': 'unknown'",
        "'error': 'LOCK_HELD', 'retryable': false",
        "'error': 'LOCK_HELD', 'current_etag': '\\\"8\\\"'",
        "'error': 'LOCK_HELD', 'detail_contains': ['owner', 'mine']",
        "'error': 'LOCK_HELD', 'retry_after_at_most': '4s'",
        "'ok': true"
      })
  void playFailsWhenARefusalDiffers(String members) {
    assertFails(GET, members, refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'http': 201",
        "'http': 200, 'headers': {'ETag': '\\\"8\\\"'}",
        "'http': 200, 'headers': {'ETag': null}",
        "'http': 200, 'headers': {'Allow': 'GET'}",
        "'http': 200, 'content_type': 'text/plain'",
        "'http': 200, 'body_contains': ['one', 'two']"
      })
  void playFailsWhenABareAnswerDiffers(String members) {
    assertFails(HTTP, members, bare());
  }

  @Test
  void playSucceedsWhenTheRefusalIsAsExpected() {
    String members =
        "'error': 'LOCK_HELD', 'http': 423, 'grpc': 'not judged here', 'outcome': 'not-applied',"
            + " 'retryable': true, 'current_etag': '\\\"7\\\"', 'detail_contains': ['owner'],"
            + " 'retry_after_at_most': '5s'";
    play(GET, members, refusal());
  }

  @Test
  void playSucceedsWhenTheBareAnswerIsAsExpected() {
    String members =
        "'http': 200, 'headers': {'etag': '\\\"7\\\"', 'Allow': null},"
            + " 'content_type': 'text/html', 'body_contains': ['on', 'one']";
    play(HTTP, members, bare());
  }

  @Test
  void playFailsWhenARefusalWasExpected() {
    assertFails(GET, "'error': 'SESSION_NOT_FOUND'", success());
  }

  @Test
  void playRefusesANameThatNothingIsBoundTo() {
    assertThrows(
        MalformedCaseException.class, () -> play(GET, "'ok': true, 'etag': '$v1'", success()));
  }

  private void assertFails(String call, String expectation, Observed answer) {
    assertThrows(AssertionError.class, () -> play(call, expectation, answer));
  }

  private void play(String call, String expectation, Observed answer) {
    String steps = "[{" + call + ", \"expect\": {" + expectation.replace('\'', '"') + "}}]";
    String text = "[{\"name\": \"n\", \"description\": \"d\", \"steps\": " + steps + "}]";
    List<ConformanceCase> cases = CaseReader.read("meta", text);
    new CaseRun(new FixedTransport(answer, Set.of()), clock).play(cases.getFirst());
  }

  private Observed success() {
    Instant now = clock.instant();
    var seen =
        new Observed.Seen(
            "\"7\"", "one".getBytes(UTF_8), now.plusSeconds(60), now.plusSeconds(600));
    var lock = new Observed.Lock("held", now.plusSeconds(20));
    return new Observed.Done(seen, false, true, lock, "memory");
  }

  private static Observed refusal() {
    var hints = new Observed.Hints("\"7\"", Duration.ofSeconds(5));
    return new Observed.Failed(
        "423",
        new Observed.Problem("LOCK_HELD", "not-applied", true, "another owner's lock", hints));
  }

  private static Observed bare() {
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of("ETag", List.of("\"7\""), "Content-Type", List.of("text/html;charset=utf-8")),
            (_, _) -> true);
    return new Observed.Raw(200, headers, "one");
  }
}
