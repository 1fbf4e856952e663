package dev.holdfast.lab.pool;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ring as a replica tells it.
 *
 * @param epoch the step it is at
 * @param changing whether it is changing
 * @param members the nodes that hold the sessions
 * @param checkedKeys how many keys the replica has looked at for the change
 */
record RingTold(long epoch, boolean changing, Set<RingMember> members, long checkedKeys) {
  private static final JsonMapper MAPPER = JsonMapper.createDefault();

  RingTold {
    members = Set.copyOf(members);
  }

  /**
   * Reads an answer.
   *
   * @throws IOException for one that is no ring
   */
  static RingTold of(byte[] json) throws IOException {
    @Nullable JsonNode ring = MAPPER.readValue(json, JsonNode.class);
    return new RingTold(
        number(ring, "epoch"),
        member(ring, "changing").getBooleanValue(),
        members(member(ring, "nodes")),
        number(ring, "checked_keys"));
  }

  /** Returns whether the change to these nodes is done, as far as this replica knows. */
  boolean isDone(List<RingMember> wanted) {
    return !changing && members.equals(Set.copyOf(wanted));
  }

  private static Set<RingMember> members(JsonNode nodes) throws IOException {
    Set<RingMember> members = new HashSet<>();
    for (JsonNode node : nodes.values()) {
      String address = member(node, "address").getStringValue();
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      members.add(
          new RingMember(member(node, "id").getStringValue(), port, (int) number(node, "weight")));
    }
    return members;
  }

  private static long number(@Nullable JsonNode node, String name) throws IOException {
    return member(node, name).getLongValue();
  }

  private static JsonNode member(@Nullable JsonNode node, String name) throws IOException {
    JsonNode found = node != null && node.isObject() ? node.get(name) : null;
    if (found == null) {
      throw new IOException("the ring has no member " + name);
    }
    return found;
  }
}
