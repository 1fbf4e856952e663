package dev.holdfast.store;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Many threads that do the same at once. */
public final class Crowd {
  private Crowd() {}

  /** Runs the work for each item at once, and returns the results in the order of the items. */
  public static <T, R> List<R> all(List<T> items, Function<T, R> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<R>> tasks =
          items.stream().map(item -> (Callable<R>) () -> work.apply(item)).toList();
      return threads.invokeAll(tasks).stream().map(Crowd::result).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
