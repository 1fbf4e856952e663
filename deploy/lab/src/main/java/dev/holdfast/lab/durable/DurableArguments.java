package dev.holdfast.lab.durable;

import dev.holdfast.lab.pool.Replica;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a lab is told by {@code ./dev fault postgres} and {@code ./dev fault cold}.
 *
 * @param length of the plan
 * @param dev the path of the {@code dev} command
 * @param state the state folder
 * @param restPorts where the replicas serve sessions
 * @param operationsPorts where the replicas serve operators, in the same order
 * @param nodes what the nodes of the pool are called among the parts
 * @param own what only this lab is told
 */
record DurableArguments(
    Duration length,
    String dev,
    Path state,
    List<Integer> restPorts,
    List<Integer> operationsPorts,
    List<String> nodes,
    List<String> own) {
  private static final int FIXED = 6;

  /**
   * Reads {@code <seconds> <dev> <state> <REST ports> <operations ports> <nodes> <own...>}, lists
   * separated by commas.
   */
  static DurableArguments of(String[] args) {
    return new DurableArguments(
        Duration.ofSeconds(Long.parseLong(args[0])),
        args[1],
        Path.of(args[2]),
        ports(args[3]),
        ports(args[4]),
        List.of(args[5].split(",")),
        List.of(args).subList(FIXED, args.length));
  }

  private static List<Integer> ports(String text) {
    return Stream.of(text.split(",")).map(Integer::valueOf).toList();
  }

  List<Replica> replicas(HttpClient http) {
    return restPorts.stream().map(port -> new Replica(http, port)).toList();
  }

  /** The database that the lab was told of: {@code <url> <user> <password file>}. */
  static DatabaseDoor door(List<String> told) throws IOException {
    return new DatabaseDoor(
        told.get(0), told.get(1), Files.readString(Path.of(told.get(2))).strip());
  }
}
