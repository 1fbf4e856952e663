package dev.holdfast.lab.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration file of a replica.
 *
 * @param path the file
 * @param first what it said before the replica first started
 */
record ReplicaFile(Path path, String first) {
  private static final String NODES = "(?m)^( *nodes:).*$";

  /** Takes a file as it is, but with these nodes. */
  static ReplicaFile with(Path path, List<RingMember> members) throws IOException {
    var file = new ReplicaFile(path, text(Files.readString(path), members));
    file.restore();
    return file;
  }

  /** Names other nodes; everything else stays. */
  void rewrite(List<RingMember> members) throws IOException {
    Files.writeString(path, text(first, members));
  }

  /** Makes the file what it was at first. */
  void restore() throws IOException {
    Files.writeString(path, first);
  }

  /** Returns a configuration with these nodes instead of its own. */
  static String text(String configuration, List<RingMember> members) {
    String list = members.stream().map(RingMember::yaml).collect(Collectors.joining(", "));
    return configuration.replaceFirst(NODES, "$1 [" + list + "]");
  }
}
