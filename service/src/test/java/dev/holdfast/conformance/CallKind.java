package dev.holdfast.conformance;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The calls of the cases, and the fields that each has. */
enum CallKind {
  GET("key", "if_none_match", "touch", "head"),
  CREATE("key", "payload", "operation", "lock", "release", "user"),
  SAVE("key", "payload", "operation", "lock", "release", "user", "if_match"),
  TOUCH("key"),
  END("key", "operation", "if_match"),
  ROTATE("key", "new_key", "grace", "operation"),
  ACQUIRE("key", "owner", "lease", "wait", "have"),
  RENEW("key", "owner", "lease"),
  RELEASE("key", "owner"),
  LIST_USER("user"),
  END_USER("user", "except"),
  HTTP("method", "path", "headers", "body");

  private final Set<String> fields;

  CallKind(String... fields) {
    this.fields = Set.of(fields);
  }

  /** Returns the members that a step with this call may have. */
  Set<String> members() {
    Set<String> members = new HashSet<>(fields);
    members.add("call");
    members.add("expect");
    if (this != HTTP) {
      members.add("namespace");
      members.add("token");
    }
    return members;
  }

  /** Returns the call of a name such as {@code list-user}. */
  static CallKind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new MalformedCaseException("unknown call " + name));
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
