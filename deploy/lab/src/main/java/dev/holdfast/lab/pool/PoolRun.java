package dev.holdfast.lab.pool;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * One run of a lab: writers share sessions while something is done to their pool.
 *
 * @param http calls the replicas
 * @param arguments what the lab was told
 */
record PoolRun(HttpClient http, PoolArguments arguments) {
  /** Starts the replicas, and carries the course out under writers. */
  PoolRecord of(PoolCourse course) throws IOException, InterruptedException, ExecutionException {
    var parts = new Parts(arguments.dev());
    for (int number = 0; number < arguments.replicas().size(); number++) {
      parts.start(partName(number));
    }
    return new WriterRun(replicas()).of(course);
  }

  /** Returns what a replica is called among the parts. */
  static String partName(int replica) {
    return "pool-replica-" + (replica + 1);
  }

  private List<Replica> replicas() {
    return arguments.replicas().stream().map(ports -> new Replica(http, ports.rest())).toList();
  }
}
