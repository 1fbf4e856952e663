package dev.holdfast.store.memcached;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The circuit breaker of a node. Its calls are the probes, not the calls of users: three misses in
 * a row open it, and one probe that is answered closes it again. It begins open, for a node that
 * has not answered yet is not known to live. Used by one thread, read by all.
 */
final class NodeBreaker {
  private static final int MISSES = 3;
  private static final CircuitBreakerConfig CONFIG =
      CircuitBreakerConfig.custom()
          .slidingWindow(MISSES, MISSES, SlidingWindowType.COUNT_BASED)
          .failureRateThreshold(100)
          .permittedNumberOfCallsInHalfOpenState(1)
          .waitDurationInOpenState(Duration.ofMillis(1))
          .build();

  private final CircuitBreaker breaker;

  NodeBreaker(String nodeId) {
    breaker = CircuitBreaker.of(nodeId, CONFIG);
    breaker.transitionToOpenState();
  }

  /** Returns whether a probe may be sent now; each that is sent must be reported. */
  boolean tryProbe() {
    return breaker.tryAcquirePermission();
  }

  void answered(long nanos) {
    breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
  }

  void missed(long nanos) {
    breaker.onError(nanos, TimeUnit.NANOSECONDS, new NoAnswerException(true, "silent"));
  }

  /** Takes back a probe that tells nothing. */
  void forget() {
    breaker.releasePermission();
  }

  /** Opens at once: the connection is gone. */
  void cut() {
    if (breaker.getState() != CircuitBreaker.State.OPEN) {
      breaker.transitionToOpenState();
    }
  }

  boolean isClosed() {
    return breaker.getState() == CircuitBreaker.State.CLOSED;
  }

  /** Returns 0 when closed, 1 when half open, 2 when open. */
  int level() {
    return switch (breaker.getState()) {
      case CLOSED, METRICS_ONLY, DISABLED -> 0;
      case HALF_OPEN -> 1;
      case OPEN, FORCED_OPEN -> 2;
    };
  }
}
