package dev.holdfast.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CaseReaderTest {
  private static final String CASE =
      """
      [{"name": "n", "description": "d", "steps": [
        {"advance": "1m"},
        {"call": "create", "key": "k1", "payload": {"repeat": "x", "times": 2},
         "expect": {"ok": true, "bind": {"etag": "v1"}}}
      ]}]
      """;

  @Test
  void readReturnsTheStepsWhenTheCaseFollowsTheFormat() {
    assertEquals(2, CaseReader.read("meta", CASE).getFirst().steps().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'name' | 'colour': 'red', 'name'",
        "'advance': '1m' | 'advance': '1m', 'key': 'k1'",
        "'advance': '1m' | 'advance': '1 minute'",
        "'key': 'k1' | 'key': 'k1', 'if_match': '17'",
        "'key': 'k1' | 'key': 'k1', 'key': 'k2'",
        "'call': 'create' | 'call': 'touch'",
        "'call': 'create' | 'call': 'bogus'",
        "'ok': true | 'ok': true, 'error': 'LOCK_HELD'",
        "'ok': true | 'ok': true, 'outcome': 'not-applied'",
        "'ok': true | 'ok': false",
        "'etag': 'v1' | 'payload': 'v1'",
        "'description': 'd' | 'description': 'd', 'requires': ['a-miracle']",
        "'description': 'd', | ",
        "]}] | ]}] more"
      })
  void readFailsWhenTheCaseDoesNot(String change) {
    String[] parts = change.replace('\'', '"').split(" \\| ", -1);
    String broken = CASE.replace(parts[0], parts[1]);
    assertNotEquals(CASE, broken);
    assertThrows(MalformedCaseException.class, () -> CaseReader.read("meta", broken));
  }

  @Test
  void playFailsWhenAPayloadHasAnUnknownMember() {
    ConformanceCase broken =
        CaseReader.read("meta", CASE.replace("\"times\": 2", "\"times\": 2, \"then\": \"y\""))
            .getFirst();
    Step.Send create = (Step.Send) broken.steps().getLast();
    assertThrows(MalformedCaseException.class, () -> CallReader.read(create, new CaseValues()));
  }
}
