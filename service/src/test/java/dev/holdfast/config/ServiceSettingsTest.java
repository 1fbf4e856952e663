package dev.holdfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Namespace;
import dev.holdfast.session.SessionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** Every key of the configuration, and every way to get one wrong. */
final class ServiceSettingsTest {
  private static final String DIGEST = "ab".repeat(32);

  /** SHA-256 of {@code operator}. */
  private static final String OPERATOR_DIGEST =
      "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23";

  private static ServiceSettings read(String yaml) {
    return ServiceSettings.read(new Yaml().<Map<?, ?>>load(yaml));
  }

  @Test
  void readGivesALoopbackReplicaWithItsOwnMemoryWhenNothingIsSet() {
    ServiceSettings settings = ServiceSettings.read(Map.of());

    assertEquals(StoreSettings.Type.MEMORY, settings.store().type());
    assertEquals(new ListenerSettings("127.0.0.1", 8080, null), settings.listeners().rest());
    assertEquals(new ListenerSettings("127.0.0.1", 9090, null), settings.listeners().grpc());
    assertEquals(new ListenerSettings("127.0.0.1", 8081, null), settings.listeners().operations());
    assertEquals("127.0.0.1-8080", settings.replica().name());
    assertTrue(settings.operatorTokens().isOpen());
    assertEquals(
        List.of(Namespace.DEFAULT), settings.namespaces().stream().map(Namespace::name).toList());
  }

  @Test
  void readMapsEveryKey() {
    ServiceSettings settings =
        read(
            """
            holdfast:
              replica: {name: r1}
              drain-period: 2s
              cluster: {replicas: 2}
              rest: {host: 127.0.0.2, port: 1080}
              grpc: {host: 127.0.0.3, port: 1090}
              operations: {host: 127.0.0.4, port: 1081, token-sha256: ["%s"]}
              store: {type: memcached, pepper-file: pepper.txt, max-megabytes: 3}
              pool:
                nodes:
                  - {id: a, address: "cache-a:11211"}
                  - {id: b, address: "cache-b:11212", weight: 2}
              database:
                url: jdbc:postgresql://db:5432/sessions
                user: keeper
                password-file: password.txt
                connections: 4
                writes-per-commit: 3
                outage: degrade
              namespaces:
                shop:
                  idle-timeout: 10m
                  lifetime: 2h
                  max-payload-bytes: 100
                  lease: 1s
                  max-lease: 2s
                  max-wait: 3s
                  grace: 4s
                  max-grace: 5s
                  condition-required: true
                  unverified: serve
                  token-sha256: ["%s"]
            """
                .formatted(OPERATOR_DIGEST, DIGEST));

    assertTrue(settings.operatorTokens().contains("operator"));
    assertFalse(settings.operatorTokens().contains("somebody"));
    assertEquals(new ServiceSettings.Replica("r1", Duration.ofSeconds(2)), settings.replica());
    assertEquals("127.0.0.2", settings.listeners().rest().host());
    assertEquals(1090, settings.listeners().grpc().port());
    assertEquals(1081, settings.listeners().operations().port());
    assertEquals(
        new StoreSettings(
            StoreSettings.Type.MEMCACHED,
            Path.of("pepper.txt"),
            3L << 20,
            List.of(
                new NodeSettings("a", "cache-a", 11211, 1),
                new NodeSettings("b", "cache-b", 11212, 2)),
            null,
            new DatabaseSettings(
                "jdbc:postgresql://db:5432/sessions",
                "keeper",
                Path.of("password.txt"),
                4,
                3,
                DatabaseSettings.Outage.DEGRADE)),
        settings.store());
    assertEquals(
        new SessionPolicy(
            new SessionPolicy.Expiry(Duration.ofMinutes(10), Duration.ofHours(2)),
            100,
            new SessionPolicy.Locks(
                Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)),
            new SessionPolicy.Grace(Duration.ofSeconds(4), Duration.ofSeconds(5)),
            new SessionPolicy.Care(true, SessionPolicy.Unverified.SERVE)),
        settings.namespaces().getFirst().policy());
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast: {}, REFUSE",
    "holdfast: {namespaces: {default: {lease: 6s}}}, REFUSE",
    "holdfast: {namespaces: {default: {unverified: refuse}}}, REFUSE",
    "holdfast: {namespaces: {default: {unverified: serve}}}, SERVE",
  })
  void readServesUnverifiedStatesOnlyWhenTold(String yaml, SessionPolicy.Unverified expected) {
    SessionPolicy policy = read(yaml).namespaces().getFirst().policy();

    assertEquals(expected, policy.care().unverified());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "holdfast: {sotre: {type: memory}} | holdfast.sotre (did you mean store?)",
        "holdfsat: {} | holdfsat (did you mean holdfast?)",
        "holdfast: {zzzzzzzzzz: 1} | holdfast.zzzzzzzzzz (expected one of: ",
        "holdfast: {rest: {port: 0}} | holdfast.rest.port: 0 (expected: a whole number from 1",
        "holdfast: {rest: {port: x}} | holdfast.rest.port: x (expected: a whole number",
        "holdfast: {rest: 5} | holdfast.rest: 5 (expected: a mapping)",
        "holdfast: {drain-period: 5} | holdfast.drain-period: 5 (expected: a number with ms, s,",
        "holdfast: {store: {type: redis}} | holdfast.store.type: redis (expected: memory or",
        "holdfast: {store: {type: memcached}} | holdfast.pool.nodes: 0 nodes with",
        "holdfast: {pool: {mode: double}} | holdfast.pool.mode: double (expected: auto, single or",
        "holdfast: {pool: {mode: replicated}} | holdfast.pool.mode: replicated with 0 nodes",
        "holdfast: {cluster: {replicas: 2}} | holdfast.cluster.replicas: 2 with",
        "holdfast: {replica: {name: 'a b'}} | holdfast.replica.name: a b (expected: 1 to 64",
        "holdfast: {rest: {tls: {certificate: x}}} | needs both certificate and key",
        "holdfast: {rest: {host: 0.0.0.0}} | namespaces without tokens: default (expected: token-",
        "holdfast: {namespaces: {a: {lease: 90s}}} | lease: 90s (expected: at most 60s)",
        "holdfast: {namespaces: {a: {idle-timeout: 0s}}} | idle-timeout: PT0S (expected: > 0)",
        "holdfast: {namespaces: {a: {unverified: x}}} | a.unverified: x (expected: refuse or serve)",
        "holdfast: {namespaces: {a: {token-sha256: [x]}}} | token digest: 1 characters (expected:",
        "holdfast: {operations: {token-sha256: [x]}} | holdfast.operations.token-sha256: token digest",
        "holdfast: {database: {url: 'mysql://x'}} | holdfast.database.url: mysql://x (expected: jdbc:",
        "holdfast: {database: {url: 'jdbc:postgresql:x?password=y'}} | url: holds a password (exp",
        "holdfast: {database: {url: 'jdbc:postgresql:x'}} | url: with holdfast.store.type: memory",
        "holdfast: {database: {outage: wait}} | database.outage: wait (expected: reject or degrade",
        "holdfast: {database: {ulr: x}} | unknown configuration key holdfast.database.ulr",
        "holdfast: {operations: {token-sha256: x}} | operations.token-sha256: x (expected: a list)",
        "holdfast: {operations: {token-sha265: []}} | token-sha265 (did you mean token-sha256?)",
        "holdfast: {rest: {token-sha256: []}} | unknown configuration key holdfast.rest.token-sha256",
        "holdfast: {namespaces: {'a b': {}}} | namespace: character U+0020",
      })
  void readNamesTheValueAndWhatWasExpected(String yaml, String expected) {
    var failure = assertThrows(ConfigurationException.class, () -> read(yaml));

    assertTrue(String.valueOf(failure.getMessage()).contains(expected), () -> failure.getMessage());
  }

  @Test
  void readTakesAnyHostWhenEveryNamespaceHasTokens() {
    ServiceSettings settings =
        read(
            "holdfast: {rest: {host: 0.0.0.0}, namespaces: {default: {token-sha256: ['%s']}}}"
                .formatted(DIGEST));

    assertEquals("0.0.0.0", settings.listeners().rest().host());
  }

  @ParameterizedTest
  @CsvSource({"cache", "cache:", ":11211", "cache:x", "cache:0", "cache:65536"})
  void readRefusesAnAddressWithoutHostAndPort(String address) {
    String yaml =
        "holdfast: {store: {type: memcached}, pool: {nodes: [{id: a, address: '%s'}]}}"
            .formatted(address);

    var failure = assertThrows(ConfigurationException.class, () -> read(yaml));

    assertEquals(
        "holdfast.pool.nodes[0].address: " + address + " (expected: host:port)",
        failure.getMessage());
  }
}
