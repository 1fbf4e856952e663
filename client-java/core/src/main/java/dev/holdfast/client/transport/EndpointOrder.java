package dev.holdfast.client.transport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The order in which a session asks the endpoints: its own, with those that just failed last. */
final class EndpointOrder<E> {
  private static final long MEMORY_NANOS = 3_000_000_000L;

  private final List<E> endpoints;
  private final LongSupplier nanoTime;
  private final Map<E, Long> failures = new ConcurrentHashMap<>();

  /**
   * Makes an order.
   *
   * @param nanoTime a clock that only goes forward, in nanoseconds
   */
  EndpointOrder(List<E> endpoints, LongSupplier nanoTime) {
    this.endpoints = List.copyOf(endpoints);
    this.nanoTime = nanoTime;
  }

  int size() {
    return endpoints.size();
  }

  List<E> of(String preference) {
    if (endpoints.size() == 1) {
      return endpoints;
    }
    List<E> order = new ArrayList<>();
    List<E> failed = new ArrayList<>();
    for (E endpoint : endpoints) {
      (failedLately(endpoint) ? failed : order).add(endpoint);
    }
    Comparator<E> byRank = Comparator.comparingLong(endpoint -> rank(preference, endpoint));
    order.sort(byRank);
    failed.sort(byRank);
    order.addAll(failed);
    return order;
  }

  void failed(E endpoint) {
    failures.put(endpoint, nanoTime.getAsLong());
  }

  void answered(E endpoint) {
    if (!failures.isEmpty()) {
      failures.remove(endpoint);
    }
  }

  private boolean failedLately(E endpoint) {
    Long failure = failures.get(endpoint);
    return failure != null && nanoTime.getAsLong() - failure < MEMORY_NANOS;
  }

  /** Mixes well enough that each session's order is independent of the others'. */
  private long rank(String preference, E endpoint) {
    long mixed = preference.hashCode() * 0x9E3779B97F4A7C15L + endpoint.toString().hashCode();
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
