package dev.holdfast.store.postgres;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The circuit breaker of the database: calls that get no answer open it, three in a row, and so
 * does one probe; only a probe closes it. While it is open nobody waits for a connection. It begins
 * open, for a database that has not answered yet is not known to be there.
 */
final class DatabaseBreaker {
  private static final int FAILURES = 3;
  private static final CircuitBreakerConfig CONFIG =
      CircuitBreakerConfig.custom()
          .slidingWindow(FAILURES, FAILURES, SlidingWindowType.COUNT_BASED)
          .failureRateThreshold(100)
          .waitDurationInOpenState(Duration.ofDays(365)) // a call never tries, the probe does
          .build();

  private final CircuitBreaker breaker = CircuitBreaker.of("database", CONFIG);

  /**
   * @param onOpen called whenever it opens, by whoever opened it
   */
  DatabaseBreaker(Runnable onOpen) {
    breaker.transitionToOpenState();
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                onOpen.run();
              }
            });
  }

  boolean isClosed() {
    return breaker.getState() == CircuitBreaker.State.CLOSED;
  }

  /** Notes that a call was answered, be it with a refusal. */
  synchronized void answered() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  /** Notes that a call was not answered, or too late. */
  synchronized void missed(Throwable failure) {
    breaker.onError(0, TimeUnit.NANOSECONDS, failure);
  }

  /** Closes: a probe was answered in time. */
  synchronized void close() {
    if (!isClosed()) {
      breaker.transitionToClosedState();
    }
  }

  /** Opens at once: a probe was not. */
  synchronized void open() {
    if (isClosed()) {
      breaker.transitionToOpenState();
    }
  }
}
