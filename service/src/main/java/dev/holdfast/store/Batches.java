package dev.holdfast.store;

import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does the same for each item of a batch, a few at a time, and tries again what gets no answer: all
 * that is done here is safe to repeat. Used by one thread.
 */
final class Batches implements AutoCloseable {
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore turns;

  Batches(int concurrency) {
    turns = new Semaphore(concurrency);
  }

  /**
   * Returns the results in the order of the items, once all are there.
   *
   * @throws StoreUnavailableException or {@link OutcomeUnknownException} if one got no answer
   */
  <T, R> List<R> all(List<T> items, Function<T, R> work) {
    List<Future<R>> under =
        items.stream().map(item -> threads.submit(() -> inTurn(() -> work.apply(item)))).toList();
    List<R> results = new ArrayList<>(items.size());
    RuntimeException failure = null;
    for (Future<R> each : under) {
      try {
        results.add(each.get());
      } catch (ExecutionException e) {
        failure =
            e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      } catch (InterruptedException _) {
        under.forEach(other -> other.cancel(true));
        throw interrupted();
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private <R> R inTurn(Supplier<R> work) {
    turns.acquireUninterruptibly();
    try {
      return answered(work);
    } finally {
      turns.release();
    }
  }

  /** Returns what comes of the work, tried again for some seconds while there is no answer. */
  <R> R answered(Supplier<R> work) {
    for (int tried = 1; tried < TRIES; tried++) {
      try {
        return work.get();
      } catch (StoreUnavailableException | OutcomeUnknownException _) {
        pause(FIRST_PAUSE.multipliedBy(1L << tried));
      }
    }
    return work.get();
  }

  /** Waits. */
  static void pause(Duration span) {
    try {
      Thread.sleep(span);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static StoreUnavailableException interrupted() {
    Thread.currentThread().interrupt();
    return new StoreUnavailableException("interrupted");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
