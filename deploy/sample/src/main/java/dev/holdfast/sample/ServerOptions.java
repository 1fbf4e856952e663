package dev.holdfast.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one server of the sample is started with.
 *
 * @param name what its pages call it
 * @param port where it listens on loopback; 0 for any free port
 * @param endpoints where the service listens, with the options of the client
 * @param route its {@code jvmRoute}; null for none
 * @param sticky whether a balancer brings visitors back to it; needs a route
 * @param application the folder of the web application
 * @param base the folder in which Tomcat keeps its work
 */
record ServerOptions(
    String name,
    int port,
    String endpoints,
    @Nullable String route,
    boolean sticky,
    Path application,
    Path base) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9-]{0,31}";
  private static final String NAME_EXPECTED = "1 to 32 letters, digits and hyphens";
  private static final List<String> KNOWN =
      List.of("--name", "--port", "--endpoints", "--route", "--application", "--base");
  private static final String STICKY = "--sticky";

  /**
   * Reads the arguments of a command line.
   *
   * @throws IllegalArgumentException that names the argument and what was expected
   */
  static ServerOptions parse(String... arguments) {
    Map<String, String> given = new TreeMap<>();
    for (int at = 0; at < arguments.length; at++) {
      String option = arguments[at];
      if (option.equals(STICKY)) {
        given.put(option, "true");
      } else if (KNOWN.contains(option) && at + 1 < arguments.length) {
        given.put(option, arguments[++at]);
      } else {
        throw refusal(
            option, KNOWN.contains(option) ? "nothing" : "unknown", "a value of: " + KNOWN);
      }
    }
    return of(given);
  }

  private static ServerOptions of(Map<String, String> given) {
    String endpoints = given.get("--endpoints");
    if (endpoints == null) {
      throw refusal("--endpoints", "none", "such as http://127.0.0.1:8180,http://127.0.0.1:8280");
    }
    String route = given.get("--route");
    boolean sticky = given.containsKey(STICKY);
    if (sticky && route == null) {
      throw refusal("--route", "none", "a name, since the server is sticky");
    }
    return new ServerOptions(
        named("--name", given.getOrDefault("--name", "tomcat")),
        port(given.getOrDefault("--port", "8401")),
        endpoints,
        route == null ? null : named("--route", route),
        sticky,
        Path.of(given.getOrDefault("--application", "src/main/webapp")),
        Path.of(given.getOrDefault("--base", "target/tomcat")));
  }

  private static String named(String option, String value) {
    if (!value.matches(NAME)) {
      throw refusal(option, value, NAME_EXPECTED);
    }
    return value;
  }

  private static int port(String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
      throw refusal("--port", value, "a whole number from 0 to 65535");
    }
    return Integer.parseInt(value);
  }

  private static IllegalArgumentException refusal(String option, String value, String expected) {
    return new IllegalArgumentException("%s: %s (expected: %s)".formatted(option, value, expected));
  }
}
