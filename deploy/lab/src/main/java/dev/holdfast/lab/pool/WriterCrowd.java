package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All writers of a run, from the first create to the last look. */
final class WriterCrowd implements AutoCloseable {
  private static final int SIZE = 12;
  private static final Duration THOUGHT = Duration.ofMillis(50);

  private final List<Replica> replicas;
  private final List<Future<List<SessionCall>>> writers = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Recorder own = new Recorder(SIZE, new SplittableRandom(System.nanoTime()));
  private volatile boolean done;

  WriterCrowd(List<Replica> replicas) {
    this.replicas = List.copyOf(replicas);
  }

  /** Creates every session, and sends the writers off. */
  void start() throws InterruptedException {
    for (int number = 0; number < LabKeys.COUNT; number++) {
      own.write(replicas.get(number % replicas.size()), LabKeys.key(number), 0, own.newOperation());
    }
    for (int number = 0; number < SIZE; number++) {
      writers.add(threads.submit(new Writer(number, replicas, THOUGHT, () -> done)));
    }
  }

  /** Ends the writing and returns what the writers were told. */
  List<SessionCall> finish() throws InterruptedException, ExecutionException {
    done = true;
    List<SessionCall> calls = new ArrayList<>();
    for (Future<List<SessionCall>> writer : writers) {
      calls.addAll(writer.get());
    }
    calls.addAll(own.calls());
    return calls;
  }

  /** Reads every session once through every replica. */
  List<SessionCall> lookAtAll() throws InterruptedException {
    var last = new Recorder(SIZE + 1, new SplittableRandom(0));
    for (int number = 0; number < LabKeys.COUNT; number++) {
      for (Replica replica : replicas) {
        last.read(replica, LabKeys.key(number));
      }
    }
    return last.calls();
  }

  @Override
  public void close() {
    done = true;
    threads.close();
  }
}
