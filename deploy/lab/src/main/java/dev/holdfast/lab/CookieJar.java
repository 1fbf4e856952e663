package dev.holdfast.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cookies of one user; paths and expiry do not matter here, deletion does. */
final class CookieJar {
  private final Map<String, String> cookies = new LinkedHashMap<>();

  void keep(List<String> setCookies) {
    for (String setCookie : setCookies) {
      String[] pair = setCookie.split(";", 2)[0].split("=", 2);
      String value = pair.length < 2 ? "" : pair[1].strip();
      if (value.isEmpty() || value.equals("deleted")) {
        cookies.remove(pair[0].strip());
      } else {
        cookies.put(pair[0].strip(), value);
      }
    }
  }

  /** The value of the Cookie header; empty without cookies. */
  String header() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }
}
