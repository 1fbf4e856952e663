package dev.holdfast.json;

import dev.holdfast.session.InvalidInputException;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members of a small JSON object; anything else in it is refused by name. */
public final class JsonFields {
  private static final int MAX_SHOWN = 40;

  private final Map<String, JsonNode> values;

  private JsonFields(Map<String, JsonNode> values) {
    this.values = values;
  }

  /**
   * Reads a body.
   *
   * @param body the bytes
   * @param known the members that may be there
   * @throws InvalidInputException for malformed JSON and unknown members
   */
  public static JsonFields read(JsonMapper mapper, byte[] body, Set<String> known) {
    JsonNode root = parse(mapper, body);
    if (!root.isObject()) {
      throw new InvalidInputException("body: not an object (expected: a JSON object)");
    }
    Map<String, JsonNode> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : root.entries()) {
      values.put(requireKnown(member.getKey(), known), member.getValue());
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
      throw new InvalidInputException(
          "unknown member "
              + shown(name)
              + " (expected: "
              + String.join(", ", new TreeSet<>(known))
              + ")");
    }
    return name;
  }

  private static String shown(String text) {
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
  }

  /**
   * Returns a text, or null when it is absent.
   *
   * @throws InvalidInputException for a member that is no text
   */
  public @Nullable String get(String name) {
    JsonNode value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw new InvalidInputException(name + ": not a text (expected: a JSON string)");
    }
    return value.getStringValue();
  }

  /**
   * Returns a text.
   *
   * @throws InvalidInputException for a member that is absent or no text
   */
  public String require(String name) {
    String value = get(name);
    if (value == null) {
      throw new InvalidInputException(name + " is missing");
    }
    return value;
  }

  /**
   * Returns a whole number, or null when it is absent.
   *
   * @throws InvalidInputException for a member that is none, or that needs more than 32 bits
   */
  public @Nullable Integer integer(String name) {
    JsonNode value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value.isNumber() && value.getNumberValue() instanceof Integer number) {
      return number;
    }
    String given = value.isValueNode() ? shown(value.coerceStringValue()) : "no number";
    throw new InvalidInputException(name + ": " + given + " (expected: a whole number)");
  }
}
