package dev.holdfast.lab.durable;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionCall.Result;
import dev.holdfast.lab.pool.Recorder;
import dev.holdfast.lab.pool.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Callers who make many sessions, read and save them at random, and never end one. */
final class SessionCrowd implements AutoCloseable {
  private static final int CALLERS = 24;
  private static final int SAVE_PERCENT = 20;
  private static final int MAX_TRIES = 5;

  private final List<Replica> replicas;
  private final int sessions;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Recorder> recorders;
  private List<Future<Integer>> load = List.of();
  private volatile boolean done;

  /**
   * @param replicas where callers call, each one replica
   * @param sessions how many there are
   */
  SessionCrowd(List<Replica> replicas, int sessions) {
    this.replicas = List.copyOf(replicas);
    this.sessions = sessions;
    this.recorders =
        IntStream.range(0, CALLERS)
            .mapToObj(
                caller -> new Recorder(caller, new SplittableRandom(System.nanoTime() + caller)))
            .toList();
  }

  /** Makes all sessions, and returns how many of them stand. */
  int create() throws InterruptedException, ExecutionException {
    return sum(start(this::createShare));
  }

  private int createShare(int caller) throws InterruptedException {
    int created = 0;
    for (int number = caller; number < sessions; number += CALLERS) {
      String operation = recorders.get(caller).newOperation();
      boolean stands = false;
      for (int tries = 0; tries < MAX_TRIES && !stands; tries++) {
        SessionCall call =
            recorders.get(caller).write(replicaOf(caller), key(number), 0, operation);
        stands = call.result() == Result.APPLIED;
      }
      created += stands ? 1 : 0;
    }
    return created;
  }

  /** Sends the callers off to read and save. */
  void startLoad() {
    load = start(this::useAtRandom);
  }

  private int useAtRandom(int caller) throws InterruptedException {
    var random = new SplittableRandom(caller);
    int calls = 0;
    for (; !done; calls++) {
      String key = key(random.nextInt(sessions));
      SessionCall seen = recorders.get(caller).read(replicaOf(caller), key);
      if (seen.result() == Result.FOUND && random.nextInt(100) < SAVE_PERCENT) {
        String operation = recorders.get(caller).newOperation();
        recorders.get(caller).write(replicaOf(caller), key, seen.version(), operation);
      }
    }
    return calls;
  }

  void finishLoad() throws InterruptedException, ExecutionException {
    done = true;
    sum(load);
  }

  /** Reads every session once, and returns how many got no answer. */
  int lookAtAll() throws InterruptedException, ExecutionException {
    return sum(start(this::lookAtShare));
  }

  private int lookAtShare(int caller) throws InterruptedException {
    int silent = 0;
    for (int number = caller; number < sessions; number += CALLERS) {
      Result result = recorders.get(caller).read(replicaOf(caller + 1), key(number)).result();
      silent += result == Result.FOUND || result == Result.ABSENT || result == Result.ENDED ? 0 : 1;
    }
    return silent;
  }

  /** Returns what all callers were told; nobody may be calling. */
  List<SessionCall> calls() {
    return recorders.stream().flatMap(recorder -> recorder.calls().stream()).toList();
  }

  private static String key(int number) {
    return "cold-lab-session-%06d".formatted(number);
  }

  private Replica replicaOf(int caller) {
    return replicas.get(caller % replicas.size());
  }

  /** What one caller does. */
  private interface Task {
    int run(int caller) throws InterruptedException;
  }

  private List<Future<Integer>> start(Task task) {
    List<Future<Integer>> all = new ArrayList<>();
    for (int number = 0; number < CALLERS; number++) {
      int caller = number;
      Callable<Integer> run = () -> task.run(caller);
      all.add(threads.submit(run));
    }
    return all;
  }

  private static int sum(List<Future<Integer>> all)
      throws InterruptedException, ExecutionException {
    int sum = 0;
    for (Future<Integer> one : all) {
      sum += one.get();
    }
    return sum;
  }

  @Override
  public void close() {
    done = true;
    threads.close();
  }
}
