package dev.holdfast.lab;

import java.util.List;

/** How long the complete pages took. */
final class Latencies {
  private final long[] sortedNanos;

  Latencies(List<UserHistory> histories) {
    this.sortedNanos =
        histories.stream()
            .flatMap(history -> history.clicks().stream())
            .filter(click -> click.answer() instanceof Answer.Page)
            .mapToLong(Click::durationNanos)
            .sorted()
            .toArray();
  }

  /**
   * The latency that a share of the pages did not exceed (nearest rank); 0 without pages.
   *
   * @param share between 0 and 1
   * @return milliseconds
   */
  double millisAt(double share) {
    if (sortedNanos.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(share * sortedNanos.length);
    return sortedNanos[Math.max(rank, 1) - 1] / 1e6;
  }
}
