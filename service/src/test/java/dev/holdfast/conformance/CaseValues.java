package dev.holdfast.conformance;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of one run of one case: a fresh one for each name, and what it has bound so far. */
final class CaseValues {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern MARK = Pattern.compile("\\{(key|user):([^}]+)}");
  private static final int KEY_BYTES = 32;
  private static final int OWNER_BYTES = 12;

  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();
  private final Map<String, String> users = new HashMap<>();
  private final Map<String, String> operations = new HashMap<>();
  private final Map<String, String> bound = new HashMap<>();

  String key(String name) {
    return asItStands(name) ? name.substring(1) : keys.computeIfAbsent(name, _ -> text(KEY_BYTES));
  }

  String owner(String name) {
    return asItStands(name)
        ? name.substring(1)
        : owners.computeIfAbsent(name, _ -> text(OWNER_BYTES));
  }

  String user(String name) {
    return asItStands(name) ? name.substring(1) : users.computeIfAbsent(name, _ -> text(KEY_BYTES));
  }

  String operation(String name) {
    return asItStands(name)
        ? name.substring(1)
        : operations.computeIfAbsent(name, _ -> UUID.randomUUID().toString());
  }

  /**
   * Returns an ETag as it is sent or expected: itself, or the one that {@code $name} is bound to.
   */
  String etag(String text) {
    if (!text.startsWith("$")) {
      return text;
    }
    String value = bound.get(text.substring(1));
    if (value == null) {
      throw new MalformedCaseException("nothing is bound to " + text);
    }
    return value;
  }

  void bind(String name, String etag) {
    bound.put(name, etag);
  }

  /** Returns a path with each {@code {key:name}} and {@code {user:name}} replaced. */
  String path(String template) {
    Matcher marks = MARK.matcher(template);
    return marks.replaceAll(mark -> Matcher.quoteReplacement(valueOf(mark)));
  }

  private String valueOf(MatchResult mark) {
    return mark.group(1).equals("key") ? key(mark.group(2)) : user(mark.group(2));
  }

  private static boolean asItStands(String name) {
    return name.startsWith("=");
  }

  private static String text(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
