package dev.holdfast.lab.pool;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a lab is told by {@code ./dev fault pool} and {@code ./dev fault ring}.
 *
 * @param length of the plan
 * @param dev the path of the {@code dev} command
 * @param state the state folder
 * @param replicas where the replicas listen
 * @param nodePorts where nodes shall listen
 * @param links for each replica, where it reaches each node; none when it goes there itself
 * @param memcached how memcached is started, without the port
 */
record PoolArguments(
    Duration length,
    String dev,
    Path state,
    List<ReplicaPorts> replicas,
    List<Integer> nodePorts,
    List<List<InetSocketAddress>> links,
    List<String> memcached) {
  private static final int FIXED = 6;

  /**
   * Where a replica listens on loopback.
   *
   * @param rest for sessions
   * @param operations for operators
   */
  record ReplicaPorts(int rest, int operations) {
    private static ReplicaPorts of(String text) {
      String[] ports = text.split(":", 2);
      return new ReplicaPorts(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
    }
  }

  /**
   * Reads {@code <seconds> <dev> <state> <replica ports> <node ports> <link ports> <memcached...>}.
   * Nodes and replicas are separated by commas, the ports of a replica by a colon, the links of
   * replicas, {@code host:port}, by slashes.
   */
  static PoolArguments of(String[] args) {
    return new PoolArguments(
        Duration.ofSeconds(Long.parseLong(args[0])),
        args[1],
        Path.of(args[2]),
        Stream.of(args[3].split(",")).map(ReplicaPorts::of).toList(),
        ports(args[4]),
        args[5].isEmpty()
            ? List.of()
            : Stream.of(args[5].split("/")).map(PoolArguments::links).toList(),
        List.of(args).subList(FIXED, args.length));
  }

  private static List<InetSocketAddress> links(String text) {
    return Stream.of(text.split(",")).map(PoolArguments::link).toList();
  }

  private static InetSocketAddress link(String text) {
    String[] parts = text.split(":", 2);
    return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
  }

  private static List<Integer> ports(String text) {
    return Stream.of(text.split(",")).map(Integer::valueOf).toList();
  }
}
