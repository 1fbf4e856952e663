package dev.holdfast.lab.durable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a pool that was emptied filled up again, by the replicas' own counts. Rates and shares are
 * those of a second.
 *
 * @param samples what was counted, in the order of time
 */
record Warmth(List<Sample> samples) {
  private static final long WINDOW_NANOS = 1_000_000_000;

  /**
   * What all replicas had counted together at a moment.
   *
   * @param at the moment, as of {@link System#nanoTime}
   * @param databaseReads sessions looked up in the database
   * @param reads reads that found a session
   */
  record Sample(long at, double databaseReads, double reads) {}

  /**
   * What was counted within about a second.
   *
   * @param to its end, as of {@link System#nanoTime}
   * @param databaseReads a second
   * @param hits the share of the reads that the pool answered by itself, from 0 to 1; NaN without
   *     reads
   */
  record Window(long from, long to, double databaseReads, double hits) {}

  Warmth {
    samples = List.copyOf(samples);
  }

  /** Returns a window that ends at each sample but those of the first second. */
  List<Window> windows() {
    List<Window> found = new ArrayList<>();
    int first = 0;
    for (Sample last : samples.subList(Math.min(1, samples.size()), samples.size())) {
      while (last.at() - samples.get(first + 1).at() >= WINDOW_NANOS) {
        first++;
      }
      if (last.at() - samples.get(first).at() >= WINDOW_NANOS) {
        found.add(between(samples.get(first), last));
      }
    }
    return found;
  }

  private static Window between(Sample first, Sample last) {
    double looked = last.databaseReads() - first.databaseReads();
    double reads = last.reads() - first.reads();
    double rate = looked * 1e9 / (last.at() - first.at());
    double hits = reads == 0 ? Double.NaN : Math.max(0, 1 - looked / reads);
    return new Window(first.at(), last.at(), rate, hits);
  }

  /** Returns the most reads of the database within a second. */
  double peak() {
    return windows().stream().mapToDouble(Window::databaseReads).max().orElse(0);
  }

  /**
   * Returns how long it took until the pool answered a share of the reads of a second by itself.
   *
   * @param emptied when the pool was back, empty
   */
  Optional<Duration> timeTo(double share, long emptied) {
    return windows().stream()
        .filter(window -> window.from() >= emptied && window.hits() >= share)
        .findFirst()
        .map(window -> Duration.ofNanos(window.to() - emptied));
  }
}
