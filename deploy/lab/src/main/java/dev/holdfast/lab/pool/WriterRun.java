package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionHistoryChecker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Writers who share sessions through running replicas while something is done to the store.
 *
 * @param replicas where they may call
 */
public record WriterRun(List<Replica> replicas) {
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration SETTLING = Duration.ofSeconds(4);

  /** Copies the list. */
  public WriterRun {
    replicas = List.copyOf(replicas);
  }

  /** Carries the course out under writers. */
  public PoolRecord of(PoolCourse course)
      throws IOException, InterruptedException, ExecutionException {
    try (var crowd = new WriterCrowd(replicas)) {
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
  }

  private static long stuck(List<SessionCall> lastLook) {
    return lastLook.stream().filter(AnswerMeaning::isNone).map(SessionCall::key).distinct().count();
  }
}
