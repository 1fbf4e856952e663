package dev.holdfast.operations;

import static dev.holdfast.operations.OperatedReplica.assertProblem;
import static dev.holdfast.operations.SteeredRing.A;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.store.memcached.PoolSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Taking the nodes of the ring from the configuration file, over HTTP. */
final class RingReloadTest {
  private static final String NODE = "{id: %s, address: '127.0.0.1:%d', weight: %d}";
  private static final String NODE_A = NODE.formatted("a", 11211, 1);
  private static final String NODE_B = NODE.formatted("b", 11212, 2);
  private static final String NODE_C = NODE.formatted("c", 11213, 1);

  @TempDir private Path folder;
  private Path file;
  private SteeredRing ring;
  private OperatedReplica replica;

  @BeforeEach
  void start() {
    file = folder.resolve("holdfast.yml");
    ring = new SteeredRing();
    replica = OperatedReplica.start(ring, new ConfigurationFile(file));
  }

  @AfterEach
  void stop() {
    replica.close();
  }

  private void write(String... nodes) throws IOException {
    Files.writeString(
        file,
        "holdfast: {store: {type: memcached}, pool: {nodes: [%s]}}"
            .formatted(String.join(", ", nodes)));
  }

  @Test
  void reloadTakesTheNodesOfTheFileInOneStep() throws IOException {
    write(NODE_A, NODE.formatted("d", 11214, 3), NODE.formatted("e", 11215, 1));

    HttpResponse<String> response = replica.reload();

    assertEquals(202, response.statusCode(), response::body);
    assertEquals(4, ring.view().epoch());
    assertEquals(
        List.of(
            A,
            new PoolSettings.Node("d", "127.0.0.1", 11214, 3),
            new PoolSettings.Node("e", "127.0.0.1", 11215, 1)),
        ring.view().next());
  }

  @Test
  void reloadChangesNothingWhenTheFileHasTheNodesOfTheRing() throws IOException {
    write(NODE_A, NODE_B, NODE_C);

    HttpResponse<String> response = replica.reload();

    assertEquals(200, response.statusCode(), response::body);
    assertEquals(3, ring.view().epoch());
  }

  @Test
  void reloadIsRefusedWhenTheFileIsGone() {
    assertProblem(
        409,
        "CONFIGURATION_UNUSABLE",
        "--config " + file + " (expected: a readable file)",
        replica.reload());
    assertEquals(3, ring.view().epoch());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "holdfast: { | holdfast.yml: while parsing",
        "holdfast: {zzz: 1} | unknown configuration key holdfast.zzz",
        "holdfast: {} | holdfast.store.type: memory (expected: memcached",
        "holdfast: {store: {type: memcached}} | holdfast.pool.nodes: 0 nodes",
      })
  void reloadIsRefusedWhenTheFileHasAnError(String text, String detail) throws IOException {
    Files.writeString(file, text);

    assertProblem(409, "CONFIGURATION_UNUSABLE", detail, replica.reload());
    assertEquals(3, ring.view().epoch());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{id: a b, address: 'x:1'} | node id: a b (expected: 1 to 64 of",
        "{id: a, address: x} | holdfast.pool.nodes[0].address: x (expected: host:port)",
        "{id: a, address: 'x:1'}, {id: a, address: 'y:1'} | node id: a (expected: each id once)",
      })
  void reloadIsRefusedWhenTheFileHasAWrongNode(String nodes, String detail) throws IOException {
    write(nodes);

    assertProblem(409, "CONFIGURATION_UNUSABLE", detail, replica.reload());
    assertEquals(3, ring.view().epoch());
  }

  @Test
  void reloadIsRefusedWhenTheReplicaWasStartedWithoutAFile() {
    try (OperatedReplica without = OperatedReplica.start(ring, ConfigurationFile.NONE)) {
      assertProblem(409, "NO_CONFIGURATION_FILE", "without a configuration file", without.reload());
      assertEquals(3, ring.view().epoch());
    }
  }
}
