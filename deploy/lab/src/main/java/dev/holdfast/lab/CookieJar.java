package dev.holdfast.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cookies of one user; paths and expiry do not matter here, deletion does. */
final class CookieJar {
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private int changes;

  void keep(List<String> setCookies) {
    for (String setCookie : setCookies) {
      String[] pair = setCookie.split(";", 2)[0].split("=", 2);
      String value = pair.length < 2 ? "" : pair[1].strip();
      boolean deletes = value.isEmpty() || value.equals("deleted");
      String name = pair[0].strip();
      String before = deletes ? cookies.remove(name) : cookies.put(name, value);
      if (before != null && !unrouted(before).equals(unrouted(value))) {
        changes++;
      }
    }
  }

  /** Tomcat puts the name of a server behind the id, and a dot between. */
  private static String unrouted(String value) {
    return value.split("\\.", 2)[0];
  }

  /** How often a cookie that was there was deleted or got another value, routes aside. */
  int changes() {
    return changes;
  }

  /** The value of the Cookie header; empty without cookies. */
  String header() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }
}
