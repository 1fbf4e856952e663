package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionHistoryChecker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of a lab: writers share sessions while something is done to their pool.
 *
 * @param http calls the replicas
 * @param arguments what the lab was told
 */
record PoolRun(HttpClient http, PoolArguments arguments) {
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration SETTLING = Duration.ofSeconds(4);

  /** Starts the replicas, and carries the course out under writers. */
  PoolRecord of(PoolCourse course) throws IOException, InterruptedException, ExecutionException {
    var parts = new Parts(arguments.dev());
    for (int number = 0; number < arguments.replicas().size(); number++) {
      parts.start(partName(number));
    }
    try (var crowd = new WriterCrowd(replicas())) {
      return carryOut(course, crowd);
    }
  }

  /** Returns what a replica is called among the parts. */
  static String partName(int replica) {
    return "pool-replica-" + (replica + 1);
  }

  private PoolRecord carryOut(PoolCourse course, WriterCrowd crowd)
      throws IOException, InterruptedException, ExecutionException {
    crowd.start();
    LockSupport.parkNanos(WARM_UP.toNanos());
    Stopwatch time = Stopwatch.start();
    List<Band> bands = course.carryOut(time);
    long end = System.nanoTime();
    LockSupport.parkNanos(SETTLING.toNanos());
    List<SessionCall> calls = new ArrayList<>(crowd.finish());
    List<SessionCall> lastLook = crowd.lookAtAll();
    calls.addAll(lastLook);
    return new PoolRecord(
        calls,
        SessionHistoryChecker.violations(calls),
        bands,
        time.startNanos(),
        time.startNanos() + course.quiet().toNanos(),
        end,
        stuck(lastLook));
  }

  private static long stuck(List<SessionCall> lastLook) {
    return lastLook.stream().filter(AnswerMeaning::isNone).map(SessionCall::key).distinct().count();
  }

  private List<Replica> replicas() {
    return arguments.replicas().stream().map(ports -> new Replica(http, ports.rest())).toList();
  }
}
