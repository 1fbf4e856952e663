package dev.holdfast.store.memcached;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs many schedules and sums them up. */
final class PoolSimulation {
  private final ScheduleTerms terms;
  private final Tally tally = new Tally();
  private @Nullable ScheduleResult first;
  private @Nullable ScheduleResult firstSettled;

  PoolSimulation(ScheduleTerms terms) {
    this.terms = terms;
  }

  /**
   * Runs schedules.
   *
   * @param from the first seed
   * @param count how many
   * @param untilViolation whether to stop soon after the first violation
   */
  PoolSimulation run(long from, long count, boolean untilViolation) {
    var next = new AtomicLong(from);
    var stop = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (long seed = next.getAndIncrement();
                    seed < from + count && !stop.get();
                    seed = next.getAndIncrement()) {
                  ScheduleResult result = new Schedule(seed, terms).run();
                  add(result);
                  stop.compareAndSet(false, untilViolation && isViolation(result));
                }
              }));
    }
    threads.forEach(PoolSimulation::join);
    return this;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean isViolation(ScheduleResult result) {
    return !result.violations().isEmpty() && !result.settled();
  }

  private synchronized void add(ScheduleResult result) {
    tally.addAll(result.tally());
    if (result.violations().isEmpty()) {
      return;
    }
    if (result.settled()) {
      tally.add("violations_in_settled");
      firstSettled = earlier(firstSettled, result);
    } else {
      tally.add("violations");
      first = earlier(first, result);
    }
  }

  private static ScheduleResult earlier(@Nullable ScheduleResult known, ScheduleResult found) {
    return known == null || found.seed() < known.seed() ? found : known;
  }

  Tally tally() {
    return tally;
  }

  /** Returns the first schedule with a violation, or null. */
  @Nullable ScheduleResult first() {
    return first;
  }

  /** Returns the first schedule with a violation after a settlement, or null. */
  @Nullable ScheduleResult firstSettled() {
    return firstSettled;
  }
}
