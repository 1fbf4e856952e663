package dev.holdfast.config;

import dev.holdfast.session.Namespace;
import dev.holdfast.session.TokenSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All that an operator sets for one replica.
 *
 * @param replica the name it answers with, and how it stops
 * @param listeners where it listens
 * @param store where sessions are kept
 * @param namespaces the tenants
 * @param operatorTokens what opens the calls that change the pool; without any they are closed
 */
public record ServiceSettings(
    Replica replica,
    Listeners listeners,
    StoreSettings store,
    List<Namespace> namespaces,
    TokenSet operatorTokens) {

  /**
   * The replica itself.
   *
   * @param name what {@code Session-Replica} tells callers
   * @param drainPeriod how long it goes on serving after it was told to stop
   */
  public record Replica(String name, Duration drainPeriod) {}

  /**
   * The three listeners.
   *
   * @param rest the REST door
   * @param grpc the gRPC door
   * @param operations health, metrics and the ring of the pool
   */
  public record Listeners(
      ListenerSettings rest, ListenerSettings grpc, ListenerSettings operations) {}

  /**
   * Reads the settings from a parsed YAML document.
   *
   * @param document the document; an empty one gives a replica on loopback with its own memory
   * @throws ConfigurationException for a key or value that cannot be used
   */
  public static ServiceSettings read(Map<?, ?> document) {
    ConfigSection root = new ConfigSection("", document);
    ConfigSection section = root.section("holdfast");
    root.done();
    ConfigSection operations = section.section("operations");
    TokenSet operatorTokens = operations.tokens("token-sha256");
    Listeners listeners =
        new Listeners(
            readListener(section.section("rest"), 8080),
            readListener(section.section("grpc"), 9090),
            readListener(operations, 8081));
    Replica replica = readReplica(section, listeners.rest());
    StoreSettings store =
        StoreSettings.read(
            section.section("store"), section.section("pool"), section.section("database"));
    int replicas = readReplicas(section.section("cluster"));
    List<Namespace> namespaces = NamespaceSettings.read(section.section("namespaces"));
    section.done();
    ServiceSettings settings =
        new ServiceSettings(replica, listeners, store, namespaces, operatorTokens);
    settings.requireSharedStore(replicas);
    settings.requireLoopbackWithoutTokens();
    return settings;
  }

  private static ListenerSettings readListener(ConfigSection section, int port) {
    ListenerSettings listener = ListenerSettings.read(section, port);
    section.done();
    return listener;
  }

  private static Replica readReplica(ConfigSection section, ListenerSettings rest) {
    ConfigSection replica = section.section("replica");
    String name = replica.string("name", rest.host() + "-" + rest.port());
    replica.done();
    if (!name.matches("[A-Za-z0-9._:-]{1,64}")) {
      throw new ConfigurationException(
          "holdfast.replica.name: " + name + " (expected: 1 to 64 of A-Z a-z 0-9 . _ : -)");
    }
    return new Replica(name, section.duration("drain-period", Duration.ofSeconds(5)));
  }

  private static int readReplicas(ConfigSection cluster) {
    int replicas = cluster.integer("replicas", 1, 1, 1000);
    cluster.done();
    return replicas;
  }

  private void requireSharedStore(int replicas) {
    if (replicas > 1 && store.type() == StoreSettings.Type.MEMORY) {
      throw new ConfigurationException(
          "holdfast.cluster.replicas: "
              + replicas
              + " with holdfast.store.type: memory (expected: memcached; each replica would keep"
              + " sessions that the others do not see)");
    }
  }

  private void requireLoopbackWithoutTokens() {
    boolean open = namespaces.stream().anyMatch(namespace -> namespace.tokens().isOpen());
    boolean reachable = !listeners.rest().isLoopback() || !listeners.grpc().isLoopback();
    if (open && reachable) {
      String names =
          String.join(
              ", ",
              namespaces.stream()
                  .filter(each -> each.tokens().isOpen())
                  .map(Namespace::name)
                  .toList());
      throw new ConfigurationException(
          "namespaces without tokens: "
              + names
              + " (expected: token-sha256 for each, or listeners on loopback only)");
    }
  }
}
