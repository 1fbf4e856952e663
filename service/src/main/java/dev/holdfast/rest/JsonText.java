package dev.holdfast.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Writes one JSON object (RFC 8259), member by member. */
final class JsonText {
  private static final char FIRST_PLAIN = 0x20;

  private final StringBuilder out = new StringBuilder(256).append('{');

  JsonText add(String name, String value) {
    return name(name).quote(value);
  }

  JsonText add(String name, long value) {
    name(name).out.append(value);
    return this;
  }

  JsonText add(String name, boolean value) {
    name(name).out.append(value);
    return this;
  }

  JsonText add(String name, List<JsonText> objects) {
    name(name).out.append('[');
    String before = "";
    for (JsonText object : objects) {
      out.append(before).append(object.out).append('}');
      before = ",";
    }
    out.append(']');
    return this;
  }

  byte[] toBytes() {
    return out.append('}').toString().getBytes(UTF_8);
  }

  private JsonText name(String name) {
    if (out.length() > 1) {
      out.append(',');
    }
    quote(name).out.append(':');
    return this;
  }

  private JsonText quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < FIRST_PLAIN) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
    return this;
  }
}
