package dev.holdfast.conformance;

import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One JSON object of a case file, read strictly: what nobody knows or expects is an error. */
final class JsonObject {
  private final String where;
  private final Map<String, JsonNode> members = new TreeMap<>();

  /**
   * @param where what the object is, for messages
   */
  JsonObject(String where, JsonNode node) {
    this.where = where;
    if (!node.isObject()) {
      throw new MalformedCaseException(where + " is no object");
    }
    node.entries().forEach(member -> members.put(member.getKey(), member.getValue()));
  }

  /** Refuses members other than these. */
  JsonObject allow(Set<String> known) {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        throw new MalformedCaseException(
            where + ": unknown member " + name + " (expected: " + new TreeSet<>(known) + ")");
      }
    }
    return this;
  }

  Map<String, JsonNode> members() {
    return members;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  JsonNode require(String name) {
    JsonNode value = members.get(name);
    if (value == null) {
      throw new MalformedCaseException(where + ": " + name + " is missing");
    }
    return value;
  }

  String requireText(String name) {
    JsonNode value = require(name);
    if (!value.isString()) {
      throw new MalformedCaseException(where + ": " + name + " is no text");
    }
    return value.getStringValue();
  }

  @Nullable String text(String name) {
    return has(name) ? requireText(name) : null;
  }

  String text(String name, String otherwise) {
    return has(name) ? requireText(name) : otherwise;
  }

  boolean flag(String name) {
    JsonNode value = members.get(name);
    if (value != null && !value.isBoolean()) {
      throw new MalformedCaseException(where + ": " + name + " is neither true nor false");
    }
    return value != null && value.getBooleanValue();
  }

  JsonObject object(String name) {
    return new JsonObject(where + ": " + name, require(name));
  }

  Iterable<JsonNode> elements(String name) {
    JsonNode value = require(name);
    if (!value.isArray()) {
      throw new MalformedCaseException(where + ": " + name + " is no list");
    }
    return value.values();
  }

  @Override
  public String toString() {
    return where;
  }
}
