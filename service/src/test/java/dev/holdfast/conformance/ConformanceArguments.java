package dev.holdfast.conformance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of the test service says.
 *
 * @param ports where to listen
 * @param nodes the memcached nodes, each {@code host:port}; none for the embedded store
 * @param durable whether to start a pool and a database of its own, instead of {@code nodes}
 * @param untilInputEnds whether to end with the standard input
 */
record ConformanceArguments(
    Ports ports, List<String> nodes, boolean durable, boolean untilInputEnds) {
  private static final String UNTIL_INPUT_ENDS = "--until-input-ends";
  private static final String DURABLE = "--durable";
  private static final Set<String> FLAGS = Set.of(DURABLE, UNTIL_INPUT_ENDS);
  private static final Set<String> VALUED =
      Set.of("--rest-port", "--grpc-port", "--operations-port", "--memcached");

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException for an unknown option or a missing value
   */
  static ConformanceArguments parse(String... arguments) {
    Map<String, String> values = new HashMap<>();
    Set<String> flags = new HashSet<>();
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (FLAGS.contains(option)) {
        flags.add(option);
      } else if (VALUED.contains(option) && rest.hasNext()) {
        values.put(option, rest.next());
      } else {
        throw new IllegalArgumentException(
            option + " (expected: one of " + FLAGS + ", or with a value one of " + VALUED + ")");
      }
    }
    String nodes = values.get("--memcached");
    return new ConformanceArguments(
        ports(values),
        nodes == null ? List.of() : List.of(nodes.split(",")),
        flags.contains(DURABLE),
        flags.contains(UNTIL_INPUT_ENDS));
  }

  private static Ports ports(Map<String, String> values) {
    Ports byDefault = Ports.DEFAULT;
    return new Ports(
        port(values.get("--rest-port"), byDefault.rest()),
        port(values.get("--grpc-port"), byDefault.grpc()),
        port(values.get("--operations-port"), byDefault.operations()));
  }

  private static int port(@Nullable String value, int byDefault) {
    return value == null ? byDefault : Integer.parseInt(value);
  }
}
