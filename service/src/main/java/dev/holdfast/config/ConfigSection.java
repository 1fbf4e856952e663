package dev.holdfast.config;

import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.TokenSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the configuration file, read strictly: a key that nobody asked for by the time of
 * {@link #done()} is an error.
 */
final class ConfigSection {
  private final String path;
  private final Map<?, ?> values;
  private final Set<String> known = new HashSet<>();

  ConfigSection(String path, Map<?, ?> values) {
    this.path = path;
    this.values = values;
  }

  /** Returns a nested mapping, empty when the key is absent. */
  ConfigSection section(String key) {
    Object value = take(key);
    return switch (value) {
      case null -> new ConfigSection(pathOf(key), Map.of());
      case Map<?, ?> map -> new ConfigSection(pathOf(key), map);
      default -> throw wrong(key, value, "a mapping");
    };
  }

  /** Returns the mappings of a list, none when the key is absent. */
  List<ConfigSection> sections(String key) {
    List<ConfigSection> sections = new ArrayList<>();
    for (Object each : list(key)) {
      String name = pathOf(key) + "[" + sections.size() + "]";
      if (!(each instanceof Map<?, ?> map)) {
        throw new ConfigurationException(name + ": " + each + " (expected: a mapping)");
      }
      sections.add(new ConfigSection(name, map));
    }
    return sections;
  }

  /** Returns the tokens whose digests a list has, none when the key is absent. */
  TokenSet tokens(String key) {
    try {
      return TokenSet.ofDigests(list(key).stream().map(String::valueOf).toList());
    } catch (InvalidInputException e) {
      throw new ConfigurationException(pathOf(key) + ": " + e.getMessage());
    }
  }

  private List<?> list(String key) {
    Object value = take(key);
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw wrong(key, value, "a list");
    };
  }

  /** Returns the nested mappings under names that the operator chooses. */
  Map<String, ConfigSection> named() {
    Map<String, ConfigSection> named = new java.util.LinkedHashMap<>();
    for (Object key : values.keySet()) {
      named.put(String.valueOf(key), section(String.valueOf(key)));
    }
    return named;
  }

  String string(String key, String otherwise) {
    String value = string(key);
    return value == null ? otherwise : value;
  }

  @Nullable String string(String key) {
    Object value = take(key);
    if (value instanceof Map || value instanceof List) {
      throw wrong(key, value, "a text");
    }
    return value == null ? null : String.valueOf(value);
  }

  String required(String key) {
    String value = string(key);
    if (value == null) {
      throw new ConfigurationException(pathOf(key) + " is missing");
    }
    return value;
  }

  int integer(String key, int otherwise, int min, int max) {
    Object value = take(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number && number >= min && number <= max) {
      return number;
    }
    throw wrong(key, value, "a whole number from " + min + " to " + max);
  }

  boolean flag(String key, boolean otherwise) {
    Object value = take(key);
    return switch (value) {
      case null -> otherwise;
      case Boolean flag -> flag;
      default -> throw wrong(key, value, "true or false");
    };
  }

  Duration duration(String key, Duration otherwise) {
    String value = string(key);
    return value == null ? otherwise : convert(key, value, DurationText::parse);
  }

  private <T> T convert(String key, String value, Function<String, T> reader) {
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw wrong(key, value, String.valueOf(e.getMessage()));
    }
  }

  /** Refuses keys that nobody asked for. */
  void done() {
    for (Object key : values.keySet()) {
      String name = String.valueOf(key);
      if (!known.contains(name)) {
        throw new ConfigurationException(
            "unknown configuration key " + pathOf(name) + Suggestion.among(known, name));
      }
    }
  }

  String path() {
    return path;
  }

  private @Nullable Object take(String key) {
    known.add(key);
    return values.get(key);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private ConfigurationException wrong(String key, Object value, String expected) {
    return new ConfigurationException(pathOf(key) + ": " + value + " (expected: " + expected + ")");
  }
}
