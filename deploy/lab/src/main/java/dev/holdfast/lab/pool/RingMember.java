package dev.holdfast.lab.pool;

/**
 * A node as operators name it.
 *
 * @param id its name on the ring
 * @param port where it listens on loopback
 * @param weight its share of the sessions
 */
record RingMember(String id, int port, int weight) {
  String address() {
    return "127.0.0.1:" + port;
  }

  /** Returns the node as the configuration file of a replica has it. */
  String yaml() {
    return "{id: %s, address: \"%s\", weight: %d}".formatted(id, address(), weight);
  }
}
