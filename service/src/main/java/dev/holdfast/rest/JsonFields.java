package dev.holdfast.rest;

import dev.holdfast.session.InvalidInputException;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The text members of a small JSON object; anything else in it is refused by name. */
final class JsonFields {
  private final Map<String, String> values;

  private JsonFields(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a body.
   *
   * @param body the bytes
   * @param known the members that may be there
   * @throws InvalidInputException for malformed JSON, unknown members and members that are no text
   */
  static JsonFields read(JsonMapper mapper, byte[] body, Set<String> known) {
    JsonNode root = parse(mapper, body);
    if (!root.isObject()) {
      throw new InvalidInputException("body: not an object (expected: a JSON object)");
    }
    Map<String, String> values = new java.util.HashMap<>();
    for (Map.Entry<String, JsonNode> member : root.entries()) {
      values.put(requireKnown(member.getKey(), known), textOf(member));
    }
    return new JsonFields(values);
  }

  private static JsonNode parse(JsonMapper mapper, byte[] body) {
    try {
      JsonNode root = mapper.readValue(body, Argument.of(JsonNode.class));
      return root == null ? JsonNode.nullNode() : root;
    } catch (IOException _) {
      throw new InvalidInputException("body: malformed JSON (expected: a JSON object)");
    }
  }

  private static String requireKnown(String name, Set<String> known) {
    if (!known.contains(name)) {
      String shown = name.length() > 40 ? name.substring(0, 40) + "..." : name;
      throw new InvalidInputException(
          "unknown member "
              + shown
              + " (expected: "
              + String.join(", ", new java.util.TreeSet<>(known))
              + ")");
    }
    return name;
  }

  private static String textOf(Map.Entry<String, JsonNode> member) {
    if (!member.getValue().isString()) {
      throw new InvalidInputException(member.getKey() + ": not a text (expected: a JSON string)");
    }
    return member.getValue().getStringValue();
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  String require(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new InvalidInputException(name + " is missing");
    }
    return value;
  }
}
