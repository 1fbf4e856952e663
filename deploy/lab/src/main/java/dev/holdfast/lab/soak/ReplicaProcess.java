package dev.holdfast.lab.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.lab.MeasurementException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process of a replica, seen from outside through {@code /proc} and {@code jcmd}.
 *
 * @param pid its process id
 */
record ReplicaProcess(long pid) {

  /** Makes the replica collect its garbage, all of it. */
  void collectGarbage() throws MeasurementException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, String.valueOf(pid), "GC.run").redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new MeasurementException("jcmd " + pid + " GC.run: " + output);
      }
    } catch (IOException e) {
      throw new MeasurementException("cannot run " + jcmd, e);
    }
  }

  /** How many threads of the operating system it has. */
  int threads() throws MeasurementException {
    return entries("task").size();
  }

  /** What its file descriptors stand for, for example {@code socket:[17]}. */
  List<String> descriptors() throws MeasurementException {
    List<String> targets = new ArrayList<>();
    for (Path descriptor : entries("fd")) {
      target(descriptor).ifPresent(targets::add);
    }
    return targets;
  }

  private static Optional<String> target(Path descriptor) throws MeasurementException {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (NoSuchFileException _) {
      return Optional.empty(); // closed since it was listed
    } catch (IOException e) {
      throw new MeasurementException("cannot read " + descriptor, e);
    }
  }

  /** How many of its sockets have their other end at one of the ports, in whatever state. */
  int connectionsTo(Set<Integer> ports) throws MeasurementException {
    List<String> descriptors = descriptors();
    List<String> inodes = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      inodes.addAll(SocketTable.inodesTo(ports, lines(table)));
    }
    inodes.removeIf(inode -> !descriptors.contains("socket:[" + inode + "]"));
    return inodes.size();
  }

  private List<String> lines(String file) throws MeasurementException {
    Path path = folder().resolve(file);
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new MeasurementException("cannot read " + path, e);
    }
  }

  private List<Path> entries(String name) throws MeasurementException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder().resolve(name))) {
      stream.forEach(entries::add);
      return entries;
    } catch (IOException e) {
      throw new MeasurementException("cannot list " + folder().resolve(name), e);
    }
  }

  private Path folder() {
    return Path.of("/proc", String.valueOf(pid));
  }
}
