package dev.holdfast.lab.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplicaFileTest {
  private static final RingMember A = new RingMember("a", 11411, 1);
  private static final RingMember F = new RingMember("f", 11417, 2);
  private static final String HEAD = "holdfast:\n  pool:\n    nodes: ";
  private static final String A_ALONE = "[{id: a, address: \"127.0.0.1:11411\", weight: 1}]";

  @TempDir Path folder;

  @Test
  void withPutsTheNodesInPlaceOfThoseInTheFile() throws IOException {
    assertEquals(HEAD + A_ALONE + "\n", Files.readString(file().path()));
  }

  @Test
  void rewriteNamesOtherNodes() throws IOException {
    ReplicaFile file = file();

    file.rewrite(List.of(A, F));

    assertEquals(
        HEAD
            + "[{id: a, address: \"127.0.0.1:11411\", weight: 1},"
            + " {id: f, address: \"127.0.0.1:11417\", weight: 2}]\n",
        Files.readString(file.path()));
  }

  @Test
  void restoreTakesARewriteBack() throws IOException {
    ReplicaFile file = file();
    file.rewrite(List.of(F));

    file.restore();

    assertEquals(HEAD + A_ALONE + "\n", Files.readString(file.path()));
  }

  private ReplicaFile file() throws IOException {
    Path path = folder.resolve("replica.yml");
    Files.writeString(path, HEAD + "[]\n");
    return ReplicaFile.with(path, List.of(A));
  }
}
