package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionCall.Result;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A client that reads, saves, ends and creates sessions that all writers share, with time to think
 * between. A tenth of the keys gets a third of the calls, so that writers meet.
 */
final class Writer implements Callable<List<SessionCall>> {
  private static final int MAX_TRIES = 4;
  private static final int HOT_KEYS = LabKeys.COUNT / 10;
  private static final int HOT_PERCENT = 33;
  private static final int READ_PERCENT = 50;
  private static final int END_PERCENT = 2;
  private static final Duration RETRY_PAUSE = Duration.ofMillis(100);
  private static final Duration WORK = Duration.ofMillis(5);

  private final List<Replica> replicas;
  private final SplittableRandom random;
  private final Recorder recorder;
  private final Duration thought;
  private final BooleanSupplier done;
  private final boolean alternates;
  private int replica;

  /**
   * @param number decides where it begins, whether it changes replicas, and its random numbers
   * @param replicas where it may call
   * @param thought the longest pause between calls
   * @param done when to stop
   */
  Writer(int number, List<Replica> replicas, Duration thought, BooleanSupplier done) {
    this.replicas = List.copyOf(replicas);
    this.random = new SplittableRandom(number);
    this.recorder = new Recorder(number, new SplittableRandom(System.nanoTime() + number));
    this.thought = thought;
    this.done = done;
    this.replica = number % replicas.size();
    this.alternates = number % 3 == 2;
  }

  @Override
  public List<SessionCall> call() throws InterruptedException {
    while (!done.getAsBoolean()) {
      visit();
      pause(thought);
    }
    return recorder.calls();
  }

  private void visit() throws InterruptedException {
    String key = pickKey();
    int percent = random.nextInt(100);
    if (percent < END_PERCENT) {
      end(key);
    } else {
      SessionCall seen = recorder.read(next(), key);
      if (percent >= END_PERCENT + READ_PERCENT) {
        pause(WORK);
        answer(key, seen);
      }
    }
  }

  /** Goes on as a page would after what it read. */
  private void answer(String key, SessionCall seen) throws InterruptedException {
    switch (seen.result()) {
      case FOUND -> write(key, seen.version());
      case ABSENT, ENDED -> write(key, 0);
      case LOST -> {
        end(key);
        write(key, 0);
      }
      default -> {}
    }
  }

  /** Writes until the outcome is known, within its tries; all of them are one operation. */
  private void write(String key, long base) throws InterruptedException {
    String operation = recorder.newOperation();
    for (int tries = 0; tries < MAX_TRIES && !done.getAsBoolean(); tries++) {
      if (isKnown(recorder.write(next(), key, base, operation).result())) {
        return;
      }
      pause(RETRY_PAUSE);
    }
  }

  private void end(String key) throws InterruptedException {
    String operation = recorder.newOperation();
    for (int tries = 0; tries < MAX_TRIES && !done.getAsBoolean(); tries++) {
      if (isKnown(recorder.end(next(), key, operation).result())) {
        return;
      }
      pause(RETRY_PAUSE);
    }
  }

  private static boolean isKnown(Result result) {
    return switch (result) {
      case UNKNOWN, UNAVAILABLE, UNVERIFIED -> false;
      default -> true;
    };
  }

  private Replica next() {
    if (alternates) {
      replica = (replica + 1) % replicas.size();
    }
    return replicas.get(replica);
  }

  private String pickKey() {
    boolean hot = random.nextInt(100) < HOT_PERCENT;
    return LabKeys.key(random.nextInt(hot ? HOT_KEYS : LabKeys.COUNT));
  }

  private void pause(Duration longest) {
    LockSupport.parkNanos(random.nextLong(longest.toNanos()));
  }
}
