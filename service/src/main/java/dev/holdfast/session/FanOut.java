package dev.holdfast.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Does the same for many keys at once, but for {@value #WIDTH} at a time. */
final class FanOut {
  private static final int WIDTH = 64;

  private FanOut() {}

  /**
   * Returns the results in the order of the items, once all work has ended. What a piece of work
   * throws is thrown then.
   */
  static <T, R> List<R> all(List<T> items, Function<T, R> work) {
    if (items.isEmpty()) {
      return List.of();
    }
    int threads = Math.min(WIDTH, items.size());
    try (ExecutorService crew =
        Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory())) {
      List<CompletableFuture<R>> results =
          items.stream()
              .map(item -> CompletableFuture.supplyAsync(() -> work.apply(item), crew))
              .toList();
      return results.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
