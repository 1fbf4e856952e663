package dev.holdfast.store.memcached;

import dev.holdfast.session.InvalidInputException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a pool of memcached nodes is made of, and how patient it is.
 *
 * @param nodes the nodes; their ids, not their addresses, decide which sessions they hold
 * @param mode how many copies there are of each session
 * @param deadlines how long to wait for answers
 * @param maxInFlight how many commands may wait for one node
 * @param slack how long a record is kept beyond its end
 * @param uponDatabase whether every record is committed elsewhere before the pool has it
 */
public record PoolSettings(
    List<Node> nodes,
    Mode mode,
    Deadlines deadlines,
    int maxInFlight,
    Duration slack,
    boolean uponDatabase) {
  /** How many commands may wait for one node unless told otherwise. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 256;

  /** How long a record is kept beyond its end unless told otherwise. */
  public static final Duration DEFAULT_SLACK = Duration.ofMinutes(5);

  /** How many copies there are of each session. */
  public enum Mode {
    /** One, on one node: what that node loses is lost. */
    SINGLE,
    /** Two and a witness, on three nodes: no single node can lose or bring back a state. */
    REPLICATED;

    /** How many nodes a replicated pool has at least. */
    public static final int MIN_REPLICATED_NODES = 3;

    /** Returns a few words for logs and health. */
    public String describe() {
      return switch (this) {
        case SINGLE -> "one copy of each session";
        case REPLICATED -> "two copies and a witness of each session";
      };
    }

    /** Returns the safest mode for so many nodes. */
    public static Mode of(int nodes) {
      return nodes < MIN_REPLICATED_NODES ? SINGLE : REPLICATED;
    }
  }

  /**
   * One memcached.
   *
   * @param id its name on the ring; sessions move when it changes
   * @param host a name or an address, resolved anew for each connection
   * @param port the port of the text protocol
   * @param weight its share of the sessions, beside the weights of the others
   */
  public record Node(String id, String host, int port, int weight) {
    private static final int MAX_PORT = 65_535;

    /** The largest weight. */
    public static final int MAX_WEIGHT = 100;

    /** Checks the forms. */
    public Node {
      require(id.matches("[A-Za-z0-9._-]{1,64}"), "node id", id, "1 to 64 of A-Z a-z 0-9 . _ -");
      require(host.matches("[!-~]{1,255}"), "host of " + id, host, "a name or an address");
      require(port >= 1 && port <= MAX_PORT, "port of " + id, port, "1 to " + MAX_PORT);
      require(weight >= 1 && weight <= MAX_WEIGHT, "weight of " + id, weight, "1 to " + MAX_WEIGHT);
    }

    /** Returns this with another weight. */
    Node withWeight(int other) {
      return new Node(id, host, port, other);
    }

    /** Returns whether both are the same process under the same name, whatever its weight. */
    boolean isSameServer(Node other) {
      return id.equals(other.id) && host.equals(other.host) && port == other.port;
    }
  }

  /**
   * How long to wait for answers.
   *
   * @param command for one command of one node
   * @param hedge for one node when others can answer as well
   * @param operation for all of one call, tries included
   */
  public record Deadlines(Duration command, Duration hedge, Duration operation) {
    /** Patient, because a session on one node can be asked for nowhere else. */
    public static final Deadlines SINGLE =
        new Deadlines(Duration.ofMillis(250), Duration.ofMillis(250), Duration.ofMillis(600));

    /** Brisk, because two nodes of three are enough. */
    public static final Deadlines REPLICATED =
        new Deadlines(Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(600));

    /** Returns what a pool of this mode gets that sets nothing. */
    public static Deadlines of(Mode mode) {
      return mode == Mode.SINGLE ? SINGLE : REPLICATED;
    }

    /** Checks that all are positive, and that a call lasts at least one command. */
    public Deadlines {
      require(command.isPositive(), "command deadline", command, "> 0");
      require(hedge.isPositive(), "hedge delay", hedge, "> 0");
      require(operation.compareTo(command) >= 0, "operation deadline", operation, ">= " + command);
    }
  }

  /** Returns the settings of a pool that sets only its nodes. */
  public static PoolSettings of(List<Node> nodes) {
    Mode mode = Mode.of(nodes.size());
    return new PoolSettings(nodes, mode, Deadlines.of(mode), DEFAULT_MAX_IN_FLIGHT, DEFAULT_SLACK);
  }

  /** Returns these settings with another mode and its deadlines. */
  public PoolSettings withMode(Mode other) {
    return new PoolSettings(nodes, other, Deadlines.of(other), maxInFlight, slack, uponDatabase);
  }

  /** Returns the settings of the same pool upon a database. */
  public PoolSettings withDatabase() {
    return new PoolSettings(nodes, mode, deadlines, maxInFlight, slack, true);
  }

  /** Settings of a pool that is all there is. */
  public PoolSettings(
      List<Node> nodes, Mode mode, Deadlines deadlines, int maxInFlight, Duration slack) {
    this(nodes, mode, deadlines, maxInFlight, slack, false);
  }

  /** Checks the whole and copies. */
  public PoolSettings {
    nodes = List.copyOf(nodes);
    require(!nodes.isEmpty(), "nodes", "none", "at least one");
    requireDistinct(nodes);
    require(
        mode == Mode.SINGLE || nodes.size() >= Mode.MIN_REPLICATED_NODES,
        "nodes of a replicated pool",
        nodes.size(),
        "at least " + Mode.MIN_REPLICATED_NODES);
    require(maxInFlight >= 1, "max-in-flight", maxInFlight, ">= 1");
    require(!slack.isNegative(), "slack", slack, ">= 0");
  }

  private static void requireDistinct(List<Node> nodes) {
    Set<String> ids = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (Node node : nodes) {
      require(ids.add(node.id()), "node id", node.id(), "each id once");
      String address = node.host() + ":" + node.port();
      require(addresses.add(address), "address of " + node.id(), address, "each address once");
    }
  }

  private static void require(boolean holds, String what, Object value, String expected) {
    if (!holds) {
      throw new InvalidInputException(what + ": " + value + " (expected: " + expected + ")");
    }
  }
}
