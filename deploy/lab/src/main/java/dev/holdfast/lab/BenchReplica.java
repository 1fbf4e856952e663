package dev.holdfast.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A replica under load, with sessions that no other one uses.
 *
 * @param load makes the load
 * @param sessions the sessions
 * @param operationsPort where its meters are
 * @param tags a file for what the load generator has to know of the sessions
 */
record BenchReplica(LoadGenerator load, BenchSessions sessions, int operationsPort, Path tags) {
  /**
   * Reads a replica's arguments.
   *
   * @param parts its name, REST port and operations port
   */
  static BenchReplica of(LoadGenerator load, String[] parts, Path temporaryFolder) {
    return new BenchReplica(
        load,
        new BenchSessions(URI.create("http://127.0.0.1:" + parts[1]), parts[0] + "-session"),
        Integer.parseInt(parts[2]),
        temporaryFolder.resolve("tags-" + parts[0]));
  }

  /** Makes one call again and again, so many at a time. */
  double perSecond(String call, Duration length, int connections)
      throws MeasurementException, InterruptedException {
    try {
      Files.write(tags, sessions.tags());
    } catch (IOException e) {
      throw new MeasurementException("cannot write " + tags, e);
    }
    List<String> arguments = List.of(call, String.valueOf(connections), tags.toString());
    return load.wrkWithThreadEach(
            length, connections, "conditional.lua", sessions.service().toString(), arguments)
        .perSecond();
  }

  /** What it has committed. */
  Commits commits() throws MeasurementException, InterruptedException {
    ReplicaMetrics metrics = ReplicaMetrics.ask(operationsPort);
    return new Commits(metrics.commits(), metrics.committedRows());
  }
}
