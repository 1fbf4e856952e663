package dev.holdfast.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration of the service under test, as its YAML file would say it. */
final class ConformanceDocument {
  private ConformanceDocument() {}

  /** Returns the configuration of a replica that keeps sessions in its own memory. */
  static Map<String, Object> inMemory(Ports ports) {
    return of(ports, Map.of("store", Map.of("type", "memory")));
  }

  /**
   * Returns the configuration of a replica that keeps sessions in a pool.
   *
   * @param addresses the nodes, each {@code host:port}
   * @param pepper the file with the secret that hides keys from the nodes
   * @param database the JDBC address of the database under the pool, if there is one
   */
  static Map<String, Object> inPool(
      Ports ports, List<String> addresses, Path pepper, Optional<String> database) {
    List<Map<String, Object>> nodes = new ArrayList<>();
    for (String address : addresses) {
      nodes.add(Map.of("id", "node-" + (nodes.size() + 1), "address", address));
    }
    Map<String, Object> store = Map.of("type", "memcached", "pepper-file", pepper.toString());
    Map<String, Object> sections = new HashMap<>();
    sections.put("store", store);
    sections.put("pool", Map.of("nodes", nodes));
    database.ifPresent(url -> sections.put("database", Map.of("url", url)));
    return of(ports, sections);
  }

  private static Map<String, Object> of(Ports ports, Map<String, Object> store) {
    Map<String, Object> section = new HashMap<>(store);
    section.put("replica", Map.of("name", "conformance"));
    section.put("rest", Map.of("port", ports.rest()));
    section.put("grpc", Map.of("port", ports.grpc()));
    section.put("operations", Map.of("port", ports.operations()));
    section.put("namespaces", namespaces());
    return Map.of("holdfast", section);
  }

  /** What the cases ask for; {@code default} is left out to have the defaults tested. */
  private static Map<String, Object> namespaces() {
    return Map.of(
        "brief", Map.of("idle-timeout", "60s", "lifetime", "150s"),
        "tiny", Map.of("max-payload-bytes", 64),
        "careful", Map.of("condition-required", true),
        "guarded",
            Map.of(
                "token-sha256", List.of(sha256("guarded-token-one"), sha256("guarded-token-two"))));
  }

  private static String sha256(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
