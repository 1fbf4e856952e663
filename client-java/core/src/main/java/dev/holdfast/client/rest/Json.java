package dev.holdfast.client.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the few small JSON documents of the service: objects, lists, texts, numbers, booleans. */
final class Json {
  private static final int DEEPEST = 8;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Returns the members of an object; null for anything else. */
  static @Nullable Map<String, Object> object(String text) {
    try {
      Json reader = new Json(text);
      Object value = reader.value(0);
      reader.space();
      return reader.at == text.length() ? asObject(value) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @SuppressWarnings("unchecked") // All objects are made below.
  static @Nullable Map<String, Object> asObject(@Nullable Object value) {
    return value instanceof Map ? (Map<String, Object>) value : null;
  }

  /** Returns {@code {"name": "value", ...}}; the values need no escape. */
  static String of(Map<String, String> members) {
    StringBuilder json = new StringBuilder("{");
    members.forEach(
        (name, value) -> {
          String comma = json.length() > 1 ? "," : "";
          json.append(comma).append('"').append(name).append("\":\"").append(value).append('"');
        });
    return json.append('}').toString();
  }

  private @Nullable Object value(int depth) {
    if (depth > DEEPEST) {
      throw malformed();
    }
    space();
    return switch (peek()) {
      case '{' -> members(depth + 1);
      case '[' -> elements(depth + 1);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> members(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    while (more('}', members.isEmpty())) {
      String name = string();
      space();
      expect(':');
      Object value = value(depth);
      if (value != null) {
        members.put(name, value);
      }
    }
    return members;
  }

  private List<Object> elements(int depth) {
    List<Object> elements = new ArrayList<>();
    at++;
    while (more(']', elements.isEmpty())) {
      Object value = value(depth);
      if (value != null) {
        elements.add(value);
      }
    }
    return elements;
  }

  /** Steps over a comma or the end; false at the end. */
  private boolean more(char end, boolean first) {
    space();
    if (peek() == end) {
      at++;
      return false;
    }
    if (!first) {
      expect(',');
      space();
    }
    return true;
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char next = text.charAt(at++);
      string.append(next == '\\' ? escaped() : next);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char next = peek();
    at++;
    return switch (next) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> codeUnit();
      default -> next;
    };
  }

  private char codeUnit() {
    if (at + 4 > text.length()) {
      throw malformed();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private Double number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return Double.valueOf(text.substring(from, at));
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw malformed();
    }
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw malformed();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw malformed();
    }
    return text.charAt(at);
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("no JSON at character " + at);
  }
}
