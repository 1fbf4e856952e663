package dev.holdfast.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of the test service says.
 *
 * @param ports where to listen
 * @param nodes the memcached nodes, each {@code host:port}; none for the embedded store
 */
record ConformanceArguments(Ports ports, List<String> nodes) {
  private static final Set<String> KNOWN =
      Set.of("--rest-port", "--grpc-port", "--operations-port", "--memcached");

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException for an unknown option or a missing value
   */
  static ConformanceArguments parse(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!KNOWN.contains(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            arguments[i] + " (expected: " + String.join(" ", KNOWN) + ", each with a value)");
      }
      values.put(arguments[i], arguments[i + 1]);
    }
    Ports byDefault = Ports.DEFAULT;
    Ports ports =
        new Ports(
            port(values.get("--rest-port"), byDefault.rest()),
            port(values.get("--grpc-port"), byDefault.grpc()),
            port(values.get("--operations-port"), byDefault.operations()));
    String nodes = values.get("--memcached");
    return new ConformanceArguments(ports, nodes == null ? List.of() : List.of(nodes.split(",")));
  }

  private static int port(@Nullable String value, int byDefault) {
    return value == null ? byDefault : Integer.parseInt(value);
  }
}
