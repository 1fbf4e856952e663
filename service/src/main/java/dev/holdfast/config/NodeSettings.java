package dev.holdfast.config;

import dev.holdfast.session.InvalidInputException;

/**
 * One cache node.
 *
 * @param id its name on the ring; sessions move when it changes, not when the address does
 * @param host where it listens
 * @param port where it listens
 * @param weight its share of the sessions
 */
public record NodeSettings(String id, String host, int port, int weight) {
  private static final int MAX_PORT = 65_535;

  /**
   * Returns a node whose address is written as operators write it.
   *
   * @param address {@code host:port}
   * @throws InvalidInputException for an address of another form
   */
  public static NodeSettings at(String id, String address, int weight) {
    int colon = address.lastIndexOf(':');
    String digits = address.substring(colon + 1);
    boolean number = colon > 0 && digits.matches("\\d{1,5}");
    int port = number ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw new InvalidInputException("address: " + address + " (expected: host:port)");
    }
    return new NodeSettings(id, address.substring(0, colon), port, weight);
  }

  static NodeSettings read(ConfigSection section) {
    String id = section.required("id");
    String address = section.required("address");
    int weight = section.integer("weight", 1, 1, 100);
    section.done();
    try {
      return at(id, address, weight);
    } catch (InvalidInputException e) {
      throw new ConfigurationException(section.path() + "." + e.getMessage());
    }
  }
}
