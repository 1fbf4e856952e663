package dev.holdfast.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Virtual threads that make one call after the other, each on session numbers of its own.
 *
 * @param count how many threads
 * @param numbersEach how many session numbers each of them uses
 */
record Callers(int count, int numbersEach) {

  /** A call about one session. */
  interface Call {

    /** Calls once. */
    void make(int number) throws MeasurementException, InterruptedException;
  }

  /** How many session numbers there are. */
  int numbers() {
    return count * numbersEach;
  }

  /** Calls once for each number. */
  void each(Call call) throws MeasurementException, InterruptedException {
    run(caller -> once(caller, call));
  }

  /** Calls with random numbers for a time, and returns how many calls were made a second. */
  double perSecond(Duration length, Call call) throws MeasurementException, InterruptedException {
    long start = System.nanoTime();
    long end = start + length.toNanos();
    long calls = run(caller -> until(end, caller, call));
    return calls * 1e9 / (System.nanoTime() - start);
  }

  private long once(int caller, Call call) throws MeasurementException, InterruptedException {
    for (int index = 0; index < numbersEach; index++) {
      call.make(number(caller, index));
    }
    return numbersEach;
  }

  private long until(long endNanos, int caller, Call call)
      throws MeasurementException, InterruptedException {
    long calls = 0;
    while (System.nanoTime() - endNanos < 0) {
      call.make(number(caller, ThreadLocalRandom.current().nextInt(numbersEach)));
      calls++;
    }
    return calls;
  }

  private int number(int caller, int index) {
    return caller * numbersEach + index;
  }

  /** What one caller does. */
  private interface Work {

    /** Returns how many calls it made. */
    long of(int caller) throws MeasurementException, InterruptedException;
  }

  private long run(Work work) throws MeasurementException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> callers = new ArrayList<>();
      for (int caller = 0; caller < count; caller++) {
        int number = caller;
        callers.add(threads.submit(() -> work.of(number)));
      }
      long calls = 0;
      for (Future<Long> caller : callers) {
        calls += caller.get();
      }
      return calls;
    } catch (ExecutionException e) {
      throw new MeasurementException("a caller gave up: " + e.getCause(), e);
    }
  }
}
