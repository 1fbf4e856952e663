package dev.holdfast.client.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The policies of an application: one by default, and others for some paths.
 *
 * @param byDefault where no rule matches
 * @param rules the first that matches counts
 */
public record RequestRules(RequestPolicy byDefault, List<Rule> rules) {
  /** The lock for every request. */
  public static final RequestRules EXCLUSIVE = new RequestRules(RequestPolicy.EXCLUSIVE, List.of());

  /** Keeps a copy of the rules. */
  public RequestRules {
    rules = List.copyOf(rules);
  }

  /**
   * The policy of some paths.
   *
   * @param pattern which paths
   * @param policy how their requests work
   */
  public record Rule(UriPattern pattern, RequestPolicy policy) {}

  /** Returns the policy of a path, without query and context path. */
  public RequestPolicy of(String path) {
    for (Rule rule : rules) {
      if (rule.pattern().matches(path)) {
        return rule.policy();
      }
    }
    return byDefault;
  }

  /**
   * Reads the text form: rules with {@code ;} between, each a mode and perhaps {@code no-slide},
   * with a pattern before it or, for the default, without, such as {@code exclusive; /poll/*
   * read-only no-slide; *.json optimistic}.
   *
   * @throws IllegalArgumentException that names the rule and what was expected
   */
  public static RequestRules parse(String text) {
    RequestPolicy byDefault = RequestPolicy.EXCLUSIVE;
    List<Rule> rules = new ArrayList<>();
    for (String each : text.split(";", -1)) {
      String rule = each.strip();
      if (rule.isEmpty()) {
        continue;
      }
      String[] words = rule.split("\\s+", 2);
      if (rule.startsWith("/") || rule.startsWith("*")) {
        rules.add(
            new Rule(new UriPattern(words[0]), policy(rule, words.length > 1 ? words[1] : "")));
      } else {
        byDefault = policy(rule, rule);
      }
    }
    return new RequestRules(byDefault, rules);
  }

  private static RequestPolicy policy(String rule, String text) {
    String[] words = text.strip().split("\\s+", -1);
    SessionMode mode = mode(words[0]);
    boolean noSlide = words.length == 2 && words[1].equals("no-slide");
    if (mode == null || (words.length > 1 && !noSlide)) {
      throw new IllegalArgumentException(
          "rule: %s (expected: [pattern] exclusive|optimistic|read-only [no-slide])"
              .formatted(rule));
    }
    return new RequestPolicy(mode, !noSlide);
  }

  private static @Nullable SessionMode mode(String word) {
    for (SessionMode mode : SessionMode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return mode;
      }
    }
    return null;
  }
}
