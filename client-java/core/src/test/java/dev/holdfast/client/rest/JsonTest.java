package dev.holdfast.client.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @Test
  void objectAnswersItsMembers() {
    String text =
        " {\"a\": \"x\\\"\\\\\\/\\n\\u00e4\", \"b\" : [1, -2.5e1, {\"c\":true}], \"d\":null,"
            + "\"e\":false, \"f\":{}, \"g\":[]}\n";
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("a", "x\"\\/\nä");
    expected.put("b", List.of(1.0, -25.0, Map.of("c", true)));
    expected.put("e", false);
    expected.put("f", Map.of());
    expected.put("g", List.of());
    assertEquals(expected, Json.object(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "\"a\"",
        "{} {}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1",
        "{\"a\":1 \"b\":2}",
        "{\"a\":\"x}",
        "{\"a\":\"\\u00\"}",
        "{\"a\":\"\\uzzzz\"}",
        "{\"a\":tru}",
        "{\"a\":[[[[[[[[[[1]]]]]]]]]]}",
        "<html>"
      })
  void objectIsNullWhenTheTextIsNone(String text) {
    assertNull(Json.object(text));
  }

  @Test
  void ofWritesTexts() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("owner", "me");
    members.put("lease", "5s");
    assertEquals("{\"owner\":\"me\",\"lease\":\"5s\"}", Json.of(members));
    assertEquals("{}", Json.of(Map.of()));
  }
}
