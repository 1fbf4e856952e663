package dev.holdfast.lab.durable;

import dev.holdfast.lab.pool.Parts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the same to several parts at the same time.
 *
 * @param parts the parts of the cluster
 */
record PartsAtOnce(Parts parts) {
  /** Returns when it is done to all of them. */
  void command(String verb, List<String> names) throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (String name : names) {
        all.add(
            threads.submit(
                () -> {
                  parts.part(verb, name);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }
}
