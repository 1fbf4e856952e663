package dev.holdfast.lab.pool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the lab is told by {@code ./dev fault pool}.
 *
 * @param length of the plan
 * @param dev the path of the {@code dev} command
 * @param state the state folder
 * @param replicaPorts the REST ports of the replicas
 * @param nodePorts where nodes shall listen
 * @param linkPorts for each replica, where it reaches each node
 * @param memcached how memcached is started, without the port
 */
record PoolArguments(
    Duration length,
    String dev,
    Path state,
    List<Integer> replicaPorts,
    List<Integer> nodePorts,
    List<List<Integer>> linkPorts,
    List<String> memcached) {
  private static final int FIXED = 6;

  /**
   * Reads {@code <seconds> <dev> <state> <replica ports> <node ports> <link ports> <memcached...>};
   * ports are separated by commas, replicas by slashes.
   */
  static PoolArguments of(String[] args) {
    return new PoolArguments(
        Duration.ofSeconds(Long.parseLong(args[0])),
        args[1],
        Path.of(args[2]),
        ports(args[3]),
        ports(args[4]),
        Stream.of(args[5].split("/")).map(PoolArguments::ports).toList(),
        List.of(args).subList(FIXED, args.length));
  }

  private static List<Integer> ports(String text) {
    return Stream.of(text.split(",")).map(Integer::valueOf).toList();
  }
}
